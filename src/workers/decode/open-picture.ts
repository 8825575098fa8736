import { decodeBmp } from './bmp.ts';
import { type Bitmap, decodeDib } from './dib.ts';
import { BitmapError } from './dib-header.ts';
import { largestIconImage } from './ico.ts';
import { type Facts, readFacts, type Source } from './vips.ts';

/** A file whose header was understood: what to decode, and what is known about it. */
export interface OpenPicture {
  readonly source: Source;
  readonly facts: Facts;
  /** Damage found so far. */
  readonly damage: string | null;
}

function fromBitmap(bitmap: Bitmap, frames: number): OpenPicture {
  const { width, height, channels, bitDepth, damage } = bitmap;
  const facts: Facts = {
    width,
    height,
    channels,
    bitDepth,
    orientation: null,
    frames,
    hasAlpha: channels === 4,
    isProgressive: false,
  };
  return { source: bitmap, facts, damage };
}

async function openIcon(bytes: Uint8Array, failOn: 'warning' | 'none', maxPixels: number): Promise<OpenPicture> {
  const image = largestIconImage(bytes);
  if (!image.isPng) {
    return fromBitmap(decodeDib(image.bytes, { headerAt: 0, pixelsAt: null, isIcon: true, maxPixels }), image.images);
  }
  return { source: image.bytes, facts: { ...(await readFacts(image.bytes, failOn)), frames: image.images }, damage: null };
}

/**
 * Reads the header of a file of a decodable format, and the pixels of those that libvips does not read.
 * @throws {BitmapError} from BMP and ICO
 * @throws {Error} libvips' own words
 */
export async function openPicture(
  bytes: Uint8Array,
  format: string,
  failOn: 'warning' | 'none',
  maxPixels: number,
): Promise<OpenPicture> {
  if (format === 'bmp') return fromBitmap(decodeBmp(bytes, maxPixels), 1);
  if (format === 'ico') return openIcon(bytes, failOn, maxPixels);
  return { source: bytes, facts: await readFacts(bytes, failOn), damage: null };
}

/** Whether an error of `openPicture` says that the file is sound but not for Winnow, rather than broken. */
export function isUnsupported(error: unknown): boolean {
  return error instanceof BitmapError && !error.isDamage;
}
