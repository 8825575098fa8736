import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fsPath } from '../scan/fs-path.ts';
import type { WholeText } from './calls.ts';

/** Most files are smaller, and are read without asking for their size. */
const ordinary = Buffer.allocUnsafe(64 * 1024);

/**
 * A text file as UTF-8, without its byte order mark. Never fails: one bad file among thousands is counted, the others are read.
 * @param path absolute, as text @param mostBytes longer files are refused
 */
export function readWholeText(path: string, mostBytes: number): WholeText {
  try {
    const text = bytesOf(path, mostBytes).toString('utf8');
    return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, problem: null };
  } catch (error) {
    return { text: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** @returns bytes that are valid until the next call @throws {RangeError} longer than allowed; errors of the file system */
function bytesOf(path: string, mostBytes: number): Buffer {
  const file = openSync(fsPath(path), 'r');
  try {
    const length = readInto(file, ordinary);
    if (length < ordinary.length) return requireShort(length, mostBytes, ordinary.subarray(0, length));
    const { size } = fstatSync(file);
    const rest = requireShort(size, mostBytes, Buffer.allocUnsafe(Math.max(0, Math.min(size, mostBytes) - length)));
    return Buffer.concat([ordinary, rest.subarray(0, readInto(file, rest))]);
  } finally {
    closeSync(file);
  }
}

function requireShort(size: number, mostBytes: number, bytes: Buffer): Buffer {
  if (size > mostBytes) throw new RangeError(`${size} bytes; annotations of one picture are smaller`);
  return bytes;
}

/** Fills a buffer from where the file stands. @returns how many bytes there were */
function readInto(file: number, into: Buffer): number {
  let length = 0;
  while (length < into.length) {
    const count = readSync(file, into, length, into.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return length;
}
