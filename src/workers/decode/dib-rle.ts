import { COMPRESSION, type DibHeader } from './dib-header.ts';

export interface Unpacked {
  /** One palette index per pixel, first stored row first. */
  readonly indices: Uint8Array;
  /** Whether the data ran out before the bitmap's end was reached. */
  readonly isTruncated: boolean;
}

/**
 * Unpacks run-length encoded pixels (BI_RLE8, BI_RLE4). Runs past the end of a row are cut; pixels skipped stay index 0.
 * @param packed the bytes from the first pixel on
 */
export function unpackRle({ width, height, compression }: DibHeader, packed: Uint8Array): Unpacked {
  const indices = new Uint8Array(width * height);
  const isNibbles = compression === COMPRESSION.rle4;
  let at = 0;
  let x = 0;
  let y = 0;
  const put = (index: number): void => {
    if (x < width && y < height) indices[y * width + x] = index;
    x++;
  };
  const pixelOf = (byte: number, nth: number): number => (isNibbles ? (nth % 2 === 0 ? byte >> 4 : byte & 15) : byte);

  while (at + 1 < packed.length) {
    const count = packed[at++] as number;
    const value = packed[at++] as number;
    if (count > 0) {
      for (let nth = 0; nth < count; nth++) put(pixelOf(value, nth));
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) {
      return { indices, isTruncated: false };
    } else if (value === 2) {
      x += packed[at++] ?? 0;
      y += packed[at++] ?? 0;
    } else {
      const bytes = isNibbles ? Math.ceil(value / 2) : value;
      if (at + bytes > packed.length) return { indices, isTruncated: true };
      for (let nth = 0; nth < value; nth++) put(pixelOf(packed[at + (isNibbles ? nth >> 1 : nth)] as number, nth));
      at += bytes + (bytes % 2);
    }
  }
  // Some writers leave out the end mark after the last row.
  return { indices, isTruncated: y < height - 1 || (y === height - 1 && x < width) };
}
