import type { FieldValue } from '../../shared/label-files.ts';
import { type FoundBox, placeOf } from './label-sink.ts';
import { boxAround } from './outline.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { asRecord, childOf, numberIn } from './xml-parts.ts';

const OF_OBJECT = new Set(['name', 'bndbox']);
/** Of a picture: interpreted, or where it lay on another computer. */
const OF_PICTURE = new Set(['filename', 'size', 'object', 'path', 'upright']);

export interface VocAnnotation {
  readonly fileName: string | null;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly boxes: readonly FoundBox[];
  /** Objects without a box that can be read. */
  readonly badBoxes: readonly string[];
  /** As Winnow writes where EXIF turns the picture and corners are in the picture as it is shown. */
  readonly isShown: boolean;
  /** What else is said of the picture. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Corners as they are written: whether they count from 0 or 1 is not told. @returns null where it is another document @throws {XmlProblem} */
export function parseVoc(text: string): VocAnnotation | null {
  const root = readXml(text);
  if (root.name !== 'annotation') return null;
  const size = childOf(root, 'size');
  const [width, height] = [numberIn(size, 'width'), numberIn(size, 'height')];
  const boxes: FoundBox[] = [];
  const badBoxes: string[] = [];
  for (const object of root.children.filter(({ name }) => name === 'object')) {
    const name = childOf(object, 'name')?.text ?? '';
    const place = placeIn(object);
    if (name === '' || place === null) badBoxes.push(name === '' ? 'an object without a name' : `"${name}" without four numbers`);
    else boxes.push({ class: name, place, isCrowd: false, area: null, extra: extraOf(object) });
  }
  return {
    fileName: childOf(root, 'filename')?.text || null,
    size: width > 0 && height > 0 ? { width, height } : null,
    boxes,
    badBoxes,
    isShown: childOf(root, 'upright')?.text === '1',
    fields: fieldsOf(root),
  };
}

/** As it is said, else around the outline, whose points are `x1`, `y1`, `x2`, … */
function placeIn(object: XmlElement): FoundBox['place'] | null {
  const corners = childOf(object, 'bndbox');
  const [left, top] = [numberIn(corners, 'xmin'), numberIn(corners, 'ymin')];
  const place = placeOf([left, top, numberIn(corners, 'xmax') - left, numberIn(corners, 'ymax') - top]);
  const points = childOf(object, 'polygon')?.children ?? [];
  if (place !== null || !points.every(({ name }, at) => name === `${at % 2 === 0 ? 'x' : 'y'}${Math.floor(at / 2) + 1}`))
    return place;
  return boxAround(points.map(({ text }) => Number(text)));
}

function extraOf(object: XmlElement): FoundBox['extra'] {
  const rest = object.children.filter(({ name }) => !OF_OBJECT.has(name));
  return rest.length === 0 ? null : asRecord(rest);
}

function fieldsOf(root: XmlElement): Readonly<Record<string, FieldValue>> {
  const said = asRecord(root.children.filter(({ name }) => !OF_PICTURE.has(name)));
  const fields = Object.entries(said).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}
