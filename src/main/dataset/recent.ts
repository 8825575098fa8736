import { join } from 'node:path';
import type { RecentDataset } from '../../shared/dataset.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { listIndexes, readCard, writeCard } from './dataset-card.ts';
import { isFolder } from './folder-presence.ts';
import { datasetsDirectory } from './home.ts';

/** How long a folder on a drive that does not answer may keep the list waiting. */
const LONGEST_LOOK_MS = 500;

/** The datasets opened before, the last one first. */
export async function listRecent(home: string): Promise<readonly RecentDataset[]> {
  const opened = listIndexes(home).flatMap(({ id, card }) =>
    card.openedMs === null ? [] : [{ id, ...card, openedMs: card.openedMs }],
  );
  opened.sort((a, b) => b.openedMs - a.openedMs);
  return Promise.all(opened.map(async (dataset) => ({ ...dataset, isFolderPresent: await isSoonFound(dataset.folder) })));
}

/**
 * Takes a dataset off the list of recent ones; its index stays, and it is listed again once it is opened.
 * @throws {WinnowError} not_found where there is no such index
 */
export function forgetRecent(home: string, id: DatasetId): void {
  const known = listIndexes(home).some((index) => index.id === id);
  const directory = join(datasetsDirectory(home), id);
  const card = known ? readCard(directory) : null;
  if (card === null) throw new WinnowError('not_found', `There is no index "${id}" in ${datasetsDirectory(home)}.`);
  writeCard(directory, { ...card, openedMs: null });
}

/** What cannot be told soon counts as absent. */
async function isSoonFound(folder: string): Promise<boolean> {
  const { promise: tooLong, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), LONGEST_LOOK_MS);
  return Promise.race([isFolder(folder), tooLong]).finally(() => clearTimeout(timer));
}
