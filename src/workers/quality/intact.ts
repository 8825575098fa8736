import type { Pixels } from '../decode/pixels.ts';

/** Shrinking and colour conversion leave filler this flat. */
const FLAT = 1;
const NEAR = 2;

/** A damaged picture as the decoder left it, shrunk. */
export interface DamagedPicture {
  readonly pixels: Pixels;
  readonly format: string;
  /** The file has an alpha channel, which is on white here. */
  readonly hasAlpha: boolean;
  readonly orientation: number | null;
  readonly isProgressive: boolean;
}

/**
 * What decoders leave where data ends: libjpeg the middle of its range (all coefficients 0), libpng cleared memory, libnsgif
 * transparency. Others show nothing of a cut file.
 */
function fillerOf({ format, hasAlpha }: DamagedPicture): number | null {
  if (format === 'jpeg') return 128;
  if (format === 'png') return hasAlpha ? 255 : 0;
  return format === 'gif' ? 255 : null;
}

function isFiller(row: Uint8Array, filler: number): boolean {
  const first = row[0] as number;
  return Math.abs(first - filler) <= NEAR && row.every((value) => Math.abs(value - first) <= FLAT);
}

/** Mirrored at most: the rows of the file are the picture's, from the top. */
const isUpright = (orientation: number | null): boolean => orientation === null || orientation <= 2;

/**
 * Share of a damaged picture's rows, from the top, that could be read: all but those at the bottom that are a decoder's
 * filler. An estimate, since a picture may end in that colour.
 * @returns in [0, 1]; null where it cannot be told: rows that run another way, pictures stored in several passes, decoders
 *   without filler, damage that does not reach the bottom
 */
export function intactShare(picture: DamagedPicture): number | null {
  const filler = fillerOf(picture);
  if (filler === null || picture.isProgressive || !isUpright(picture.orientation)) return null;
  const { data, width, height, channels } = picture.pixels;
  const rowBytes = width * channels;
  let rows = height;
  while (rows > 0 && isFiller(data.subarray((rows - 1) * rowBytes, rows * rowBytes), filler)) rows--;
  return rows === height ? null : rows / height;
}
