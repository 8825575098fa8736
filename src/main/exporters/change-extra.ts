import type { PictureFrame } from '../../shared/box.ts';
import type { ExportBox } from '../index/export-boxes.ts';
import { shownOutline } from './own-frame.ts';

/** How pixels of annotations become those of a new picture. */
export interface PixelChange {
  /** Of the old picture. */
  readonly frame: PictureFrame;
  /** Annotations are about the picture as it is shown, which is how the new one is stored. */
  readonly isUpright: boolean;
  /** Of the sides, new by old. */
  readonly x: number;
  readonly y: number;
}

/** What shapes that are no outlines are placed by: ellipses, turned boxes, cuboids, masks of CVAT. */
const OTHER_PLACES = /^(?:c[xy]|r[xy]|[xy](?:tl|tr|bl|br)\d?|rle|left|top|width|height|rotation|shape)$/;
/** Objects and lists that have no pixels in them. */
const WITHOUT_PIXELS = new Set(['attributes', 'flags', 'dimensions', 'location']);

/**
 * What else is said of a box, where its picture was turned upright or resized: outlines, keypoints and points go along. Masks,
 * turned boxes and whatever else may be in pixels do not.
 * @returns null: nothing is left
 */
export function extraAfter(extra: ExportBox['extra'], change: PixelChange): ExportBox['extra'] {
  const kept = Object.entries(extra ?? {}).flatMap(([key, value]): [string, unknown][] => {
    const after = valueAfter(key, value, change);
    return after === undefined ? [] : [[key, after]];
  });
  if (extra?.shape === 'polygon' && kept.some(([key]) => key === 'points')) kept.push(['shape', 'polygon']);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** @returns undefined: it does not go along */
function valueAfter(key: string, value: unknown, change: PixelChange): unknown {
  if (key === 'segmentation') return areLists(value) ? value.map((outline) => moved(outline, change)) : undefined;
  if (key === 'keypoints') return isNumbers(value) && value.length % 3 === 0 ? movedKeypoints(value, change) : undefined;
  if (key === 'points') return movedPoints(value, change);
  if (WITHOUT_PIXELS.has(key)) return value;
  return typeof value === 'object' || OTHER_PLACES.test(key) ? undefined : value;
}

/** x and y by turns. */
function moved(outline: readonly number[], { frame, isUpright, x, y }: PixelChange): readonly number[] {
  return shownOutline(outline, frame, isUpright).map((value, at) => value * (at % 2 === 0 ? x : y));
}

/** Those that are not annotated stay at 0, 0. */
function movedKeypoints(keypoints: readonly number[], change: PixelChange): readonly number[] {
  const after: number[] = [];
  for (let at = 0; at < keypoints.length; at += 3) {
    const [x = 0, y = 0, seen = 0] = keypoints.slice(at, at + 3);
    after.push(...(seen === 0 ? [x, y] : moved([x, y], change)), seen);
  }
  return after;
}

/** `x,y;x,y` of CVAT, pairs of LabelMe, objects of VoTT, or numbers by turns. */
function movedPoints(points: unknown, change: PixelChange): unknown {
  if (typeof points === 'string') {
    const numbers = points.split(/[;,]/).map(Number);
    return isEven(numbers) ? pairsOf(moved(numbers, change)).map(String).join(';') : undefined;
  }
  if (isNumbers(points)) return isEven(points) ? moved(points, change) : undefined;
  if (areLists(points)) return points.every(({ length }) => length === 2) ? pairsOf(moved(points.flat(), change)) : undefined;
  if (!Array.isArray(points)) return undefined;
  const corners = points.flatMap((point: unknown) => ['x', 'y'].map((side) => Number(Object(point)[side])));
  return isEven(corners) ? pairsOf(moved(corners, change)).map(([x, y]) => ({ x, y })) : undefined;
}

const isNumbers = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every(Number.isFinite);

const areLists = (value: unknown): value is readonly (readonly number[])[] => Array.isArray(value) && value.every(isNumbers);

const isEven = (numbers: readonly number[]): boolean => numbers.length % 2 === 0 && numbers.every(Number.isFinite);

const pairsOf = (numbers: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: numbers.length / 2 }, (_, at) => numbers.slice(2 * at, 2 * at + 2));
