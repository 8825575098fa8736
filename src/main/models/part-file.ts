import { readFile, rename, rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { storageError } from '../db/storage-error.ts';
import { replaceFile } from './model-folder.ts';

const noteSchema = z.object({
  url: z.string(),
  /** What the server called this state of the file: its ETag or date; null where it says neither. */
  validator: z.string().nullable(),
});

/** The beginning of a download, and what it is the beginning of; they outlive the process. */
export interface Part {
  /** Absolute path, the destination with `.part`. */
  readonly file: string;
  /** Bytes there that belong to this address. */
  readonly sizeBytes: number;
  readonly validator: string | null;
}

const partFile = (destination: string): string => `${destination}.part`;
const noteFile = (destination: string): string => `${destination}.part.json`;

/** What an earlier attempt left of this file from this address; nothing where it was from another one. */
export async function readPart(destination: string, url: string): Promise<Part> {
  const file = partFile(destination);
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(noteFile(destination), 'utf8')));
    if (note.url !== url) return { file, sizeBytes: 0, validator: null };
    return { file, sizeBytes: (await stat(file)).size, validator: note.validator };
  } catch {
    return { file, sizeBytes: 0, validator: null };
  }
}

/** Notes what the bytes to come are, before the first of them is written. */
export async function startPart(destination: string, url: string, validator: string | null): Promise<Part> {
  await removePart(destination);
  await replaceFile(noteFile(destination), JSON.stringify({ url, validator }));
  return { file: partFile(destination), sizeBytes: 0, validator };
}

export async function removePart(destination: string): Promise<void> {
  await rm(partFile(destination), { force: true });
  await rm(noteFile(destination), { force: true });
}

/** The part becomes the file, at once and whole. @throws {WinnowError} no_permission, read_only */
export async function finishPart(destination: string): Promise<void> {
  await rename(partFile(destination), destination).catch((error) => {
    throw storageError(error, destination);
  });
  await rm(noteFile(destination), { force: true });
}
