import { BitmapError } from './dib-header.ts';

const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;

/** The image of an icon that stands for it: the largest, then the one with most colours. */
export interface IconImage {
  /** A PNG file, or a bitmap without file header. */
  readonly bytes: Uint8Array;
  readonly isPng: boolean;
  /** How many images the icon holds. */
  readonly images: number;
}

interface Entry {
  readonly pixels: number;
  readonly bitsPerPixel: number;
  readonly offset: number;
  readonly sizeBytes: number;
}

function readEntry(view: DataView, at: number): Entry {
  return {
    // A stored 0 means 256.
    pixels: (view.getUint8(at) || 256) * (view.getUint8(at + 1) || 256),
    bitsPerPixel: view.getUint16(at + 6, true),
    offset: view.getUint32(at + 12, true),
    sizeBytes: view.getUint32(at + 8, true),
  };
}

/**
 * @param bytes a whole ICO or CUR file
 * @throws {BitmapError} where its directory is cut short or points beyond the file
 */
export function largestIconImage(bytes: Uint8Array): IconImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const images = bytes.length >= HEADER_BYTES ? view.getUint16(4, true) : 0;
  if (images === 0) throw new BitmapError('corrupt header: the icon holds no image', true);
  if (bytes.length < HEADER_BYTES + images * ENTRY_BYTES) {
    throw new BitmapError(`truncated: the file ends within its directory of ${images} images`, true);
  }
  const entries = Array.from({ length: images }, (_, index) => readEntry(view, HEADER_BYTES + index * ENTRY_BYTES));
  const largest = entries.reduce((best, entry) =>
    entry.pixels > best.pixels || (entry.pixels === best.pixels && entry.bitsPerPixel > best.bitsPerPixel) ? entry : best,
  );
  const image = bytes.subarray(largest.offset, largest.offset + largest.sizeBytes);
  if (image.length < 8) throw new BitmapError('truncated: the largest image lies beyond the end of the file', true);
  return { bytes: image, isPng: Buffer.from(image.buffer, image.byteOffset, 4).toString('latin1') === '\x89PNG', images };
}
