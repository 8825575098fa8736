import type { FoundBox } from './label-sink.ts';
import { areaWithin, boxAround } from './outline.ts';

/** How many keypoints each object has, and numbers of each: 2, or 3 with whether it is seen. */
export interface KeypointShape {
  readonly count: number;
  readonly numbers: 2 | 3;
}

/** A line of a YOLO label file: its class by number, all else in shares of the picture's size. */
export interface YoloRow {
  readonly classNumber: number;
  readonly values: readonly number[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Of a box alone. */
const BOX_VALUES = 4;
/** The fewest of an outline: three points. */
const OUTLINE_VALUES = 6;

/** @returns null where a line is none */
export function parseYoloRow(line: string): YoloRow | null {
  const [first = '', ...rest] = line.trim().split(/\s+/);
  if (rest.length < BOX_VALUES || !NUMBER.test(first) || !rest.every((text) => NUMBER.test(text))) return null;
  const classNumber = Number(first);
  const values = rest.map(Number);
  if (!Number.isInteger(classNumber) || classNumber < 0 || !values.every(Number.isFinite)) return null;
  return { classNumber, values };
}

/**
 * The box of a row in pixels, and in its `extra` what else the row has: an outline (oriented boxes are one of four corners) as
 * COCO's `segmentation`, keypoints as COCO's `keypoints`, a confidence. How many numbers there are tells.
 * @param size of the picture as it is shown
 * @param shape of keypoints, where the dataset says it
 * @returns null where the numbers are of no kind
 */
export function boxOfRow({ values }: YoloRow, size: Size, shape: KeypointShape | null): Omit<FoundBox, 'class'> | null {
  const keypoints = values.slice(BOX_VALUES);
  const plain = { isCrowd: false, area: null, extra: null };
  if (keypoints.length === 0) return { ...plain, place: placeOfCentre(values, size) };
  const numbers = shape === null ? guessedNumbers(keypoints.length) : shape.numbers;
  if (numbers !== null && (shape === null || shape.count * shape.numbers === keypoints.length)) {
    return { ...plain, place: placeOfCentre(values, size), extra: keypointsIn(keypoints, numbers, size) };
  }
  if (keypoints.length === 1) return { ...plain, place: placeOfCentre(values, size), extra: { confidence: keypoints[0] } };
  if (values.length % 2 !== 0 || values.length < OUTLINE_VALUES) return null;
  const outline = values.map((value, at) => value * (at % 2 === 0 ? size.width : size.height));
  const place = boxAround(outline);
  return place && { place, isCrowd: false, area: areaWithin(outline), extra: { segmentation: [outline] } };
}

/** An odd number of values is no outline: keypoints of three. */
const guessedNumbers = (count: number): 3 | null => (count > 1 && count % 2 === 1 && count % 3 === 0 ? 3 : null);

function placeOfCentre(values: readonly number[], { width, height }: Size): FoundBox['place'] {
  const [x = 0, y = 0, w = 0, h = 0] = values;
  return [(x - w / 2) * width, (y - h / 2) * height, w * width, h * height];
}

/** As COCO has them: x, y and 0 for not annotated, 1 for hidden, 2 for seen. */
function keypointsIn(values: readonly number[], numbers: 2 | 3, { width, height }: Size): FoundBox['extra'] {
  const keypoints: number[] = [];
  for (let at = 0; at < values.length; at += numbers) {
    const [x = 0, y = 0, seen = x === 0 && y === 0 ? 0 : 2] = values.slice(at, at + numbers);
    keypoints.push(x * width, y * height, seen);
  }
  const count = keypoints.filter((value, at) => at % 3 === 2 && value > 0).length;
  return { keypoints, num_keypoints: count };
}
