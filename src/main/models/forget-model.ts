import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelInfo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import { acquireLock, LOCK_FILES, type Lock } from '../dataset/lock.ts';
import { storageError } from '../db/storage-error.ts';
import { removeCard } from './model-card.ts';
import { modelFolder } from './model-folder.ts';
import { PINS_FILE } from './pins.ts';

/**
 * Deletes a download, whole or begun, or forgets a file of the user's, which itself stays where it is.
 * @throws {WinnowError} bad_request where there is nothing to remove, or it is being downloaded; no_permission, read_only
 */
export async function forgetModel(models: string, { name, origin }: ModelInfo): Promise<void> {
  if (origin === 'built-in') throw new WinnowError('bad_request', `${name} comes with Winnow and cannot be removed.`);
  const folder = modelFolder(models, name);
  const kept = await keptIn(folder);
  if (kept.length === 0) throw new WinnowError('bad_request', `${name} is not downloaded: there is nothing to remove.`);
  const held = acquireLock(folder, { socket: null, token: null });
  if (!('lock' in held)) throw new WinnowError('bad_request', `${name} is being downloaded. Cancel that first.`);
  try {
    // A download that began meanwhile would lose its files.
    await removeFiles(folder, held.lock);
    // Pins may be left in it.
    await rmdir(folder).catch(() => undefined);
  } catch (error) {
    throw storageError(error, folder);
  }
}

/** @param lock let go once the model is gone: its own files go last */
async function removeFiles(folder: string, lock: Lock): Promise<void> {
  try {
    await removeCard(folder);
    for (const file of await keptIn(folder)) if (!LOCK_FILES.has(file)) await rm(join(folder, file), { recursive: true });
  } finally {
    lock.release();
  }
  for (const file of LOCK_FILES) await rm(join(folder, file), { force: true });
}

async function keptIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => name !== PINS_FILE);
}
