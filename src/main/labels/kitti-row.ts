import { type FoundBox, placeOf } from './label-sink.ts';

/** Columns of a row: type, truncated, occluded, alpha, left, top, right, bottom, height, width, length, x, y, z, rotation_y. */
const COLUMNS = 15;

/**
 * A row of KITTI's object detection. `%20` in a class is a blank, as Winnow writes it, since blanks part the columns.
 * @param line with or without a score in column 16 @returns null where it is none
 */
export function kittiBox(line: string): FoundBox | null {
  const [type = '', ...texts] = line.trim().split(/\s+/);
  const numbers = texts.map(Number);
  if (type === '' || (texts.length !== COLUMNS - 1 && texts.length !== COLUMNS) || !numbers.every(Number.isFinite)) return null;
  const [truncated, occluded, alpha, left = 0, top = 0, right = 0, bottom = 0, ...space] = numbers;
  const [height, width, length, x, y, z, rotation, score] = space;
  const place = placeOf([left, top, right - left, bottom - top]);
  const extra = { truncated, occluded, alpha, dimensions: [height, width, length], location: [x, y, z], rotation_y: rotation };
  const said = score === undefined ? extra : { ...extra, score };
  return place && { class: unescaped(type), place, isCrowd: false, area: null, extra: said };
}

/** Whether text begins with a row of a class that is no bare number, as YOLO's are. */
export function looksLikeKitti(head: string): boolean {
  const [line = ''] = head.trimStart().split(/\r?\n/, 1);
  return kittiBox(line) !== null && !/^-?[\d.]+\s/.test(line);
}

function unescaped(type: string): string {
  try {
    return decodeURIComponent(type);
  } catch (error) {
    // A sign of percent that stands for itself.
    if (error instanceof URIError) return type;
    throw error;
  }
}
