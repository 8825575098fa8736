import { readSync } from 'node:fs';

/** A header with what follows it, enough to tell what that is. */
const SMALL_BYTES = 8192;
const LARGE_BYTES = 1 << 18;

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
    const isHeld = position >= start && position + length <= start + bytes.length;
    if (!isHeld) {
      const gap = position - (start + bytes.length);
      const wanted = Math.max(length, gap < SMALL_BYTES && position >= start ? LARGE_BYTES : SMALL_BYTES);
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
