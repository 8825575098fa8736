import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { decodeFrame, type Frame } from '../../shared/frame.ts';

/** What the thread keeps beside a model's vectors is written whole or not at all: a kill leaves the old file or the new one. */

/** @returns null where there is no such file, or it is damaged: what it held is made again */
export async function readFrame(directory: string, name: string): Promise<Frame<unknown> | null> {
  const bytes = await readFile(join(directory, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return null;
  try {
    const { buffer, byteOffset, byteLength } = bytes;
    const isOwn = byteLength === buffer.byteLength;
    return decodeFrame<unknown>((isOwn ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer);
  } catch (error) {
    if (error instanceof WinnowError) return null;
    throw error;
  }
}

export async function writeWhole(directory: string, name: string, bytes: Uint8Array): Promise<void> {
  await replaceWith(directory, name, (file) => writeFile(file, bytes));
}

/** @param write is given the path of a file that takes the place of the old one when it is done */
export async function replaceWith(directory: string, name: string, write: (file: string) => Promise<void> | void): Promise<void> {
  const aside = join(directory, `${name}.${randomUUID()}.partial`);
  try {
    await write(aside);
    await rename(aside, join(directory, name));
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
