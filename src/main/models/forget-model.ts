import type { ModelInfo } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import { acquireLock } from '../dataset/lock.ts';
import { readCard, removeCard } from './model-card.ts';
import { PINS_FILE } from './pins.ts';

/**
 * Deletes a download, or forgets a file of the user's, which itself stays where it is.
 * @throws {WinnowError} bad_request where there is nothing to remove, or it is being downloaded
 */
export async function forgetModel(models: string, { name, origin }: ModelInfo): Promise<void> {
  if (origin === 'built-in') throw new WinnowError('bad_request', `${name} comes with Winnow and cannot be removed.`);
  const stored = await readCard(models, name);
  if (stored === null) throw new WinnowError('bad_request', `${name} is not downloaded: there is nothing to remove.`);
  const held = acquireLock(stored.folder, { socket: null, token: null });
  if (!('lock' in held)) throw new WinnowError('bad_request', `${name} is being downloaded. Cancel that first.`);
  held.lock.release();
  await removeCard(stored, [PINS_FILE]);
}
