import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storageError } from '../db/storage-error.ts';

/** @param home WINNOW_HOME */
export function modelsDirectory(home: string): string {
  return join(home, 'models');
}

/** `<models>/<name>`: a model's card and, where Winnow downloaded it, its files. */
export function modelFolder(models: string, name: string): string {
  return join(models, name);
}

/** @throws {WinnowError} no_permission, read_only, disk_full */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw storageError(error, folder);
  });
}

/** Replaces a file whole, so that nobody reads half of one. @throws {WinnowError} no_permission, read_only, disk_full */
export async function replaceFile(file: string, text: string): Promise<void> {
  const aside = `${file}.${process.pid}.new`;
  try {
    await writeFile(aside, text);
    await rename(aside, file);
  } catch (error) {
    throw storageError(error, file);
  }
}
