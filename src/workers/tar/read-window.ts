import { readSync } from 'node:fs';

/** A header with what follows it, enough to tell what that is. */
const SMALL_BYTES = 8192;
const LARGE_BYTES = 1 << 18;

/** @returns how many bytes are to be read from a position on, of which so many are wanted; 0: they are held */
export function bytesToRead(held: { readonly start: number; readonly end: number }, position: number, length: number): number {
  if (position >= held.start && position + length <= held.end) return 0;
  return Math.max(length, position >= held.start && position - held.end < SMALL_BYTES ? LARGE_BYTES : SMALL_BYTES);
}

/**
 * Reads a file in its order, with few calls: members that lie close together are read in large pieces, between the headers of
 * large ones nothing is.
 * @param file open
 * @returns bytes that hold until the next call, fewer at the end of the file; throws what `readSync` throws
 */
export function createReadWindow(file: number): (position: number, length: number) => Uint8Array {
  let bytes: Buffer = Buffer.alloc(0);
  let start = 0;
  return (position, length) => {
    const wanted = bytesToRead({ start, end: start + bytes.length }, position, length);
    if (wanted > 0) {
      bytes = readFrom(file, position, wanted);
      start = position;
    }
    return bytes.subarray(position - start, position - start + length);
  };
}

function readFrom(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const read = readSync(file, bytes, filled, length - filled, position + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}
