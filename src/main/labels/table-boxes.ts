import type { BoxPlace } from '../../shared/box.ts';
import { columnKey } from '../predictions/detect-column-names.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import type { Cell } from '../predictions/prediction-file.ts';
import { listOf } from '../predictions/read-number.ts';
import { areMostlyNumbers, finite, isNameless, isNumbers, numbersIn, textsOf } from './column-kinds.ts';

/** How four numbers make a box. unknown: told by the pictures; objects: a list of boxes and one of classes, as Hugging Face has it. */
export type BoxOrder = 'corners' | 'size' | 'centre' | 'unknown' | 'objects';

export interface BoxColumns {
  /** Four of a number each, or one of lists; of objects the boxes, then the classes if there are any. */
  readonly columns: readonly string[];
  readonly order: BoxOrder;
  /** Shares of the picture's width and height. */
  readonly isNormalized: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const PARTS: Readonly<Record<string, RegExp>> = {
  left: /^(?:x_?min|x_?1|x_?0|left|x_?tl|x_?left|top_left_x|x)$/,
  top: /^(?:y_?min|y_?1|y_?0|top|y_?tl|y_?top|top_left_y|y)$/,
  right: /^(?:x_?max|x_?2|right|x_?br|x_?right|bottom_right_x)$/,
  bottom: /^(?:y_?max|y_?2|bottom|y_?br|y_?bottom|bottom_right_y)$/,
  width: /^(?:w|width)$/,
  height: /^(?:h|height)$/,
  centreX: /^(?:cx|x_?cent(?:er|re)|cent(?:er|re)_?x|xc|x_?c)$/,
  centreY: /^(?:cy|y_?cent(?:er|re)|cent(?:er|re)_?y|yc|y_?c)$/,
};
const PREFIX = /^(?:b?box|bb|bndbox|bounding_box|region|roi|object|face)[_.]/;
const LIST_NAME = /^(?:b?box|bboxe?s?|boxes|bounding_box(?:es)?|bndbox|bb)(?:_(?:xywh|xyxy|coco|voc))?$/;

/** Four columns named for corners, place and size, or centre and size; or one of lists of four numbers. */
export function findBoxColumns(columns: readonly HeadColumn[]): BoxColumns | null {
  const objects = objectColumns(columns);
  if (objects !== null) return { columns: objects, order: 'objects', isNormalized: false };
  const numeric = columns.filter(areMostlyNumbers);
  const part = (name: string): HeadColumn | undefined =>
    numeric.find((column) => PARTS[name]?.test(columnKey(column.name).replace(PREFIX, '')) === true);
  for (const [order, names] of [
    ['corners', ['left', 'top', 'right', 'bottom']],
    ['centre', ['centreX', 'centreY', 'width', 'height']],
    ['size', ['left', 'top', 'width', 'height']],
  ] as const) {
    const found = names.map(part).filter((column) => column !== undefined);
    if (found.length === 4)
      return { columns: found.map(({ name }) => name), order, isNormalized: areShares(found.flatMap(numbersIn)) };
  }
  const list = columns.find((column) => LIST_NAME.test(columnKey(column.name)) && fours(column).length > 0);
  if (list !== undefined) {
    const order = /xywh|coco/i.test(list.name) ? 'size' : /xyxy|voc/i.test(list.name) ? 'corners' : 'unknown';
    return { columns: [list.name], order, isNormalized: areShares(fours(list).flat()) };
  }
  if (!isNameless(columns) || numeric.length !== 4) return null;
  return { columns: numeric.map(({ name }) => name), order: 'unknown', isNormalized: areShares(numeric.flatMap(numbersIn)) };
}

/** What is left of width and height is the picture's. */
export function findSizeColumns(columns: readonly HeadColumn[], box: BoxColumns | null): readonly [string, string] | null {
  const open = columns.filter((column) => box?.columns.includes(column.name) !== true && isNumbers(column));
  const [width, height] = ['width', 'height'].map((name) =>
    open.find((column) => columnKey(column.name).replace(/^(?:image|img|picture)_/, '') === name),
  );
  return width === undefined || height === undefined ? null : [width.name, height.name];
}

function objectColumns(columns: readonly HeadColumn[]): readonly string[] | null {
  const listed = columns.find(({ name, cells }) => /^(?:boxes|objects)$/.test(name) && cells.some(holdsBoxes));
  if (listed !== undefined) return [listed.name, listed.name];
  const boxes = columns.find(({ name }) => /^objects\.bbox(?:es)?$/.test(name));
  if (boxes === undefined) return null;
  const classes = columns.find(({ name }) => /^objects\.(?:categor(?:y|ies)|labels?|class(?:es)?|category_ids?)$/.test(name));
  return classes === undefined ? [boxes.name] : [boxes.name, classes.name];
}

/** A list of objects, each with a box and its class: as Winnow's own JSON lines have it. */
function holdsBoxes(cell: Cell): boolean {
  return typeof cell === 'string' && parsedList(cell).some((one) => fieldIn(one, BOX_KEYS) !== undefined);
}

const BOX_KEYS = ['box', 'bbox'];
const CLASS_KEYS = ['class', 'label', 'category', 'category_name'];

function fieldIn(value: unknown, keys: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const key = keys.find((one) => one in value);
  return key === undefined ? undefined : Reflect.get(value, key);
}

function fours({ cells }: HeadColumn): readonly (readonly number[])[] {
  return cells.map(fourOf).filter((four) => four !== null);
}

function areShares(numbers: readonly number[]): boolean {
  return (
    numbers.length > 0 && numbers.every((value) => value >= 0 && value <= 1) && numbers.some((value) => !Number.isInteger(value))
  );
}

/** Four numbers of one value: `[1, 2, 3, 4]`, `1,2,3,4`, `1 2 3 4`, a list. @returns null where it is something else */
export function fourOf(cell: Cell): readonly number[] | null {
  const list = listOf(typeof cell === 'string' ? `[${cell.trim().replaceAll(/^[[(]|[\])]$/g, '')}]` : cell);
  const numbers = list === null ? [] : Array.from(list);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : null;
}

/** Four numbers of four columns; null where one is missing. */
export function fourIn(cells: readonly Cell[]): readonly number[] | null {
  const numbers = cells.map(finite);
  return numbers.every(Number.isFinite) ? numbers : null;
}

/** @param size of the picture, needed for shares @returns null where it is needed and not known */
export function boxPlace(four: readonly number[], order: BoxOrder, isNormalized: boolean, size: Size | null): BoxPlace | null {
  if (isNormalized && size === null) return null;
  const [across, down] = isNormalized && size !== null ? [size.width, size.height] : [1, 1];
  const [a = 0, b = 0, c = 0, d = 0] = [
    (four[0] ?? 0) * across,
    (four[1] ?? 0) * down,
    (four[2] ?? 0) * across,
    (four[3] ?? 0) * down,
  ];
  if (order === 'corners') return [a, b, c - a, d - b];
  return order === 'centre' ? [a - c / 2, b - d / 2, c, d] : [a, b, c, d];
}

/**
 * Tells corners from place and size by what fits: no corner stands before the first one, and few boxes leave their picture. What
 * fits both is place and size, as COCO and Kaggle write it.
 */
export function orderThatFits(boxes: readonly { readonly four: readonly number[]; readonly size: Size | null }[]): BoxOrder {
  let outside = 0;
  for (const { four, size } of boxes) {
    const [x = 0, y = 0, c = 0, d = 0] = four;
    if (c < x || d < y) return 'size';
    if (size !== null && (x + c > size.width + 1 || y + d > size.height + 1)) outside += 1;
  }
  return outside * 20 > boxes.length ? 'corners' : 'size';
}

/** Texts of the classes of objects, for as many boxes. */
export function listedTexts(cell: Cell): readonly string[] {
  if (cell === null) return [];
  if (typeof cell === 'object') return Array.from(cell, String);
  return textsOf({
    name: '',
    cells: parsedList(cell).map((one) => String(fieldIn(one, CLASS_KEYS) ?? one)),
  });
}

/** Lists of four of `objects.bbox`. */
export function listedBoxes(cell: Cell): readonly (readonly number[] | null)[] {
  if (typeof cell === 'object' && cell !== null) return cell.length === 0 ? [] : [fourOf(cell)];
  return parsedList(cell ?? '[]').map((one) => {
    const numbers = fieldIn(one, BOX_KEYS) ?? one;
    return Array.isArray(numbers) ? fourOf(numbers.map(Number)) : null;
  });
}

function parsedList(cell: Cell): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(String(cell));
    return Array.isArray(value) ? value : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
