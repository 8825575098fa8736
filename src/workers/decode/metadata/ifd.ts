import { decodeText } from './decode-text.ts';

/** Bytes of one value by its TIFF type; 0: no such type. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const ENTRY_BYTES = 12;
/** The largest real directories have about 150. */
const MAX_ENTRIES = 1000;
const MAX_TEXT_BYTES = 512;

/** A TIFF structure: a picture file's, or that of an Exif block. */
export interface Tiff {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly isLittleEndian: boolean;
  /** Offset of the first directory. */
  readonly first: number;
}

/** A field of a directory whose value lies within the bytes. */
export interface Field {
  readonly tag: number;
  readonly type: number;
  /** Values, not bytes. */
  readonly count: number;
  /** Offset of the first value. */
  readonly at: number;
}

/** @returns null where the bytes are no TIFF structure of 32-bit offsets */
export function openTiff(bytes: Uint8Array): Tiff | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = view.getUint16(0);
  const isLittleEndian = order === 0x4949;
  if ((!isLittleEndian && order !== 0x4d4d) || view.getUint16(2, isLittleEndian) !== 42) return null;
  return { bytes, view, isLittleEndian, first: view.getUint32(4, isLittleEndian) };
}

/** The fields of the directory at an offset, at most 1,000; none where there is no directory. */
export function fieldsAt({ bytes, view, isLittleEndian }: Tiff, offset: number): readonly Field[] {
  if (offset < 0 || offset + 2 > bytes.length) return [];
  const claimed = Math.min(view.getUint16(offset, isLittleEndian), MAX_ENTRIES);
  const count = Math.min(claimed, Math.floor((bytes.length - offset - 2) / ENTRY_BYTES));
  return Array.from({ length: count }, (_, index): Field => {
    const entry = offset + 2 + index * ENTRY_BYTES;
    const type = view.getUint16(entry + 2, isLittleEndian);
    const values = view.getUint32(entry + 4, isLittleEndian);
    const size = values * (TYPE_BYTES[type] ?? 0);
    const at = size <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittleEndian);
    return { tag: view.getUint16(entry, isLittleEndian), type, count: at + size <= bytes.length ? values : 0, at };
  }).filter(({ type, count: values }) => values > 0 && (TYPE_BYTES[type] ?? 0) > 0);
}

/** Where the directory after the one at `offset` lies; 0: there is none. */
export function nextDirectory({ bytes, view, isLittleEndian }: Tiff, offset: number): number {
  if (offset + 2 > bytes.length) return 0;
  const at = offset + 2 + view.getUint16(offset, isLittleEndian) * ENTRY_BYTES;
  return at + 4 > bytes.length ? 0 : view.getUint32(at, isLittleEndian);
}

/** The bytes of a field's values. */
export function bytesOf({ bytes }: Tiff, { type, count, at }: Field): Uint8Array {
  return bytes.subarray(at, at + count * (TYPE_BYTES[type] ?? 0));
}

/** A field's first 512 bytes as text; texts after a zero byte are joined with a space. */
export function textOf(tiff: Tiff, field: Field): string {
  return decodeText(bytesOf(tiff, field).subarray(0, MAX_TEXT_BYTES)).replaceAll('\0', ' ').trim();
}

/** A field's first value as a whole number, of the types that hold one; null for others. */
export function wholeOf({ view, isLittleEndian }: Tiff, { type, at }: Field): number | null {
  if (type === 3) return view.getUint16(at, isLittleEndian);
  return type === 4 || type === 13 ? view.getUint32(at, isLittleEndian) : null;
}

/** Degrees of the three rationals of a GPS field: degrees, minutes, seconds; NaN where there is no first. */
export function degreesOf({ view, isLittleEndian }: Tiff, { type, count, at }: Field): number {
  if (type !== 5 && type !== 10) return Number.NaN;
  const rational = (index: number): number => {
    if (index >= count) return 0;
    const above = view.getUint32(at + index * 8, isLittleEndian);
    const below = view.getUint32(at + index * 8 + 4, isLittleEndian);
    // Writers leave out seconds, or minutes, as 0/0.
    return below === 0 && index > 0 ? 0 : above / below;
  };
  return rational(0) + rational(1) / 60 + rational(2) / 3600;
}
