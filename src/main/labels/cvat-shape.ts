import type { BoxPlace } from '../../shared/box.ts';
import type { FoundBox } from './label-sink.ts';
import { placeOf } from './label-sink.ts';
import { boxAround } from './outline.ts';
import type { XmlElement } from './read-xml.ts';

/** Attributes of a shape that its box says. Those of a turned one are kept. */
const INTERPRETED = new Set([
  'label',
  'xtl',
  'ytl',
  'xbr',
  'ybr',
  'left',
  'top',
  'width',
  'height',
  'frame',
  'outside',
  'keyframe',
]);
const TURNED = new Set(['label', 'frame', 'outside', 'keyframe']);

/**
 * A shape of CVAT as a box: the smallest around what encloses an area. Lines, points and skeletons enclose none, and what has no
 * label has no class.
 * @returns null where it is none of that kind; 'bad' where its numbers are none
 */
export function cvatBox(shape: XmlElement, label: string): FoundBox | null | 'bad' {
  const find = PLACES[shape.name];
  if (find === undefined || label === '') return null;
  const number = (name: string): number => Number(shape.attributes[name] || Number.NaN);
  const place = find(number, shape.attributes.points ?? '');
  if (place === null) return 'bad';
  const rotation = Number(shape.attributes.rotation ?? 0);
  const isTurned = Number.isFinite(rotation) && rotation !== 0;
  return {
    class: label,
    place: isTurned ? aroundTurned(place, rotation) : place,
    isCrowd: false,
    area: null,
    extra: cvatExtra(shape, isTurned ? TURNED : INTERPRETED),
  };
}

/** What a shape says by name: its attributes, those that the annotators gave it under `attributes`; null: nothing. */
export function cvatExtra({ name, attributes, children }: XmlElement, without: ReadonlySet<string>): FoundBox['extra'] {
  const own = Object.entries(attributes).filter(([key]) => !without.has(key));
  const given = attributesOf({ children });
  const shape = name === 'box' ? {} : { shape: name };
  const extra = { ...shape, ...Object.fromEntries(own), ...(given === null ? {} : { attributes: given }) };
  return Object.keys(extra).length === 0 ? null : extra;
}

/** Values of `<attribute name="…">`; null: it has none. */
export function attributesOf({ children }: Pick<XmlElement, 'children'>): Readonly<Record<string, string>> | null {
  const found = children.filter(({ name }) => name === 'attribute');
  return found.length === 0 ? null : Object.fromEntries(found.map(({ attributes, text }) => [attributes.name ?? '', text]));
}

type FindPlace = (number: (name: string) => number, points: string) => BoxPlace | null;

const PLACES: Readonly<Record<string, FindPlace>> = {
  box: (number) => placeOf([number('xtl'), number('ytl'), number('xbr') - number('xtl'), number('ybr') - number('ytl')]),
  polygon: (_, points) => boxAround(numbersIn(points)),
  mask: (number) => placeOf([number('left'), number('top'), number('width'), number('height')]),
  ellipse: (number) => placeOf([number('cx') - number('rx'), number('cy') - number('ry'), 2 * number('rx'), 2 * number('ry')]),
  cuboid: (number) =>
    boxAround(
      ['tl', 'bl', 'tr', 'br'].flatMap((corner) =>
        [1, 2].flatMap((side) => [number(`x${corner}${side}`), number(`y${corner}${side}`)]),
      ),
    ),
};

/** `x,y;x,y` */
function numbersIn(points: string): readonly number[] {
  return points.split(/[;,]/).map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
}

/** Smallest box around one that is turned about its centre. @param rotation degrees, clockwise */
function aroundTurned([left, top, width, height]: BoxPlace, rotation: number): BoxPlace {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [wide, tall] = [width * cos + height * sin, width * sin + height * cos];
  return [left + (width - wide) / 2, top + (height - tall) / 2, wide, tall];
}
