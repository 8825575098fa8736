import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the thread keeps beside a model's vectors is written whole or not at all: a kill leaves the old file or the new one. */

/** @returns null where there is no such file */
export async function readWhole(directory: string, name: string): Promise<ArrayBuffer | null> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(join(directory, name));
    return byteOffset === 0 && byteLength === buffer.byteLength
      ? (buffer as ArrayBuffer)
      : (buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
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
