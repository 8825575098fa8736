import { readSync } from 'node:fs';
import type { ByteSource } from './protobuf-reader.ts';

const WINDOW_BYTES = 1 << 18;

/** An open file as a source that holds a quarter of a megabyte of it at a time. @param fd stays open, and its reader's */
export function fileSource(fd: number, size: number): ByteSource {
  let window: Uint8Array = new Uint8Array(0);
  let windowAt = 0;
  const fill = (at: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(Math.min(length, size - at));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(fd, bytes, filled, bytes.length - filled, at + filled);
      // Truncated while it is read: what is missing reads as zeros, which is no message.
      if (count === 0) break;
      filled += count;
    }
    return bytes;
  };
  return {
    size,
    read: (at, length) => {
      if (length > WINDOW_BYTES) return fill(at, length);
      if (at < windowAt || at + length > windowAt + window.length) {
        window = fill(at, WINDOW_BYTES);
        windowAt = at;
      }
      return window.subarray(at - windowAt, at - windowAt + length);
    },
  };
}
