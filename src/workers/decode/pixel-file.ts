import { readSync } from 'node:fs';
import type { Extent, Region } from '../../shared/deep-zoom.ts';

/**
 * A file of all pixels of a picture, as libvips writes its own format: a head, then row after row, 8 bits a channel, without gaps. What
 * is written can be read while the rest is still decoded.
 */
export interface PixelFile extends Extent {
  /** Grey, RGB or RGBA. */
  readonly channels: 1 | 3 | 4;
}

export const HEAD_BYTES = 64;
/** How libvips marks a file with the bytes of numbers in Intel's order. */
const MAGIC = 0x08f2a6b6;
/** Its number for 8 bits without a sign. */
const UNSIGNED_BYTES = 0;

/** @returns null where it is not written yet, or is none of these */
export function readHead(bytes: Uint8Array): PixelFile | null {
  if (bytes.length < HEAD_BYTES) return null;
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD_BYTES);
  const [magic, width, height, channels] = [0, 4, 8, 12].map((at) => head.getUint32(at, true));
  if (magic !== MAGIC || head.getUint32(20, true) !== UNSIGNED_BYTES) return null;
  if (width === undefined || height === undefined) return null;
  return channels === 1 || channels === 3 || channels === 4 ? { width, height, channels } : null;
}

/** How many rows of a file that has grown to `sizeBytes` are whole. */
export function rowsWritten({ width, height, channels }: PixelFile, sizeBytes: number): number {
  return Math.min(height, Math.max(0, Math.floor((sizeBytes - HEAD_BYTES) / (width * channels))));
}

/**
 * The pixels of a part, row after row; beyond the picture its last row and column go on, as in a strip that was halved to less than a
 * pixel. Synchronous: rows of a file that was just written come from memory, in microseconds each.
 * @throws {Error} where it is cut off
 */
export function readPart(descriptor: number, picture: PixelFile, part: Region): Uint8Array {
  const { left, top, width, height } = part;
  const inside = { left, top, width: Math.min(width, picture.width - left), height: Math.min(height, picture.height - top) };
  const pixels = readInside(descriptor, picture, inside);
  return inside.width === width && inside.height === height ? pixels : continued(pixels, inside, part, picture.channels);
}

function readInside(descriptor: number, { width: wide, channels }: PixelFile, { left, top, width, height }: Region): Uint8Array {
  const rowBytes = width * channels;
  const pixels = new Uint8Array(rowBytes * height);
  // Whole rows lie side by side.
  const [length, reads] = width === wide ? [rowBytes * height, 1] : [rowBytes, height];
  for (let at = 0; at < reads; at++) {
    const position = HEAD_BYTES + ((top + at) * wide + left) * channels;
    if (readSync(descriptor, pixels, at * length, length, position) !== length) throw new Error('its file of pixels is cut off');
  }
  return pixels;
}

function continued(pixels: Uint8Array, from: Extent, to: Extent, channels: number): Uint8Array {
  const whole = new Uint8Array(to.width * to.height * channels);
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const at = (Math.min(y, from.height - 1) * from.width + Math.min(x, from.width - 1)) * channels;
      whole.set(pixels.subarray(at, at + channels), (y * to.width + x) * channels);
    }
  }
  return whole;
}
