import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelInfo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import { acquireLock } from '../dataset/lock.ts';
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
  held.lock.release();
  try {
    await removeCard(folder);
    for (const file of await keptIn(folder)) await rm(join(folder, file), { recursive: true });
    // Pins may be left in it.
    await rmdir(folder).catch(() => undefined);
  } catch (error) {
    throw storageError(error, folder);
  }
}

async function keptIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => name !== PINS_FILE);
}
