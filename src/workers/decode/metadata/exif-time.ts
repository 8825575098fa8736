import { type Field, fieldsAt, openTiff, type Tiff, textOf, wholeOf } from './ifd.ts';

const EXIF_DIRECTORY = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const SUB_SECONDS_ORIGINAL = 0x9291;

/** `YYYY:MM:DD HH:MM:SS`; some writers use dashes, or a T. */
const DATE_TIME = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/;

/**
 * When an Exif block says the picture was taken (DateTimeOriginal with its fraction of a second [Exif 3.0]): milliseconds of the
 * camera's own clock, counted as if it showed UTC. A zone that is noted beside it is not applied: few cameras note one, and times
 * of cameras side by side would be hours apart. Null where it does not say, or has no such day.
 * @param bytes a TIFF structure
 */
export function exifTakenMs(bytes: Uint8Array): number | null {
  const tiff = openTiff(bytes);
  if (tiff === null) return null;
  const pointer = fieldsAt(tiff, tiff.first).find(({ tag }) => tag === EXIF_DIRECTORY);
  const fields = pointer === undefined ? [] : fieldsAt(tiff, wholeOf(tiff, pointer) ?? -1);
  const taken = clockMs(textIn(tiff, fields, DATE_TIME_ORIGINAL));
  return taken === null ? null : taken + fractionMs(textIn(tiff, fields, SUB_SECONDS_ORIGINAL));
}

/** @returns null where the text is no time: cameras without a clock write zeros or spaces */
export function clockMs(text: string): number | null {
  const found = DATE_TIME.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  if (year < 1 || hour > 23 || minute > 59 || second > 59) return null;
  // Date.UTC reads years below 100 as 19xx.
  const date = new Date(Date.UTC(2000, 0, 1, hour, minute, second));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

/** `25` is a quarter of a second: digits after the point. */
function fractionMs(text: string): number {
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  return digits === '' ? 0 : Math.floor(Number(`0.${digits}`) * 1000);
}

function textIn(tiff: Tiff, fields: readonly Field[], tag: number): string {
  const field = fields.find((one) => one.tag === tag);
  return field === undefined ? '' : textOf(tiff, field);
}
