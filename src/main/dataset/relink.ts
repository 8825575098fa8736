import { renameSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { type FilePlace, fileOf, stretchOf } from '../../workers/decode/file-place.ts';
import { UnreadableFile } from '../../workers/decode/read-file.ts';
import { openReadable } from '../db/connection.ts';
import { failureCode, storageError } from '../db/storage-error.ts';
import { hashFile } from '../exporters/file-hash.ts';
import { type KnownFile, knownFiles } from '../index/known-files.ts';
import type { MemberBytes } from '../index/shards.ts';
import { type IndexOnDisk, listIndexes, writeCard } from './dataset-card.ts';
import { memberOf, placeBelow } from './file-place.ts';
import { indexDirectory } from './home.ts';
import { hasIndex, indexFile } from './index-files.ts';
import { acquireLock } from './lock.ts';

/** Files of an index that are looked for in a folder, spread evenly over it. */
const FILES_COMPARED = 16;
/** Some may have been deleted or edited since. */
const LEAST_SHARE = 0.75;

/** An index whose folder seems to have been moved or renamed to the one that is opened. */
export interface MovedIndex {
  readonly index: IndexOnDisk;
  readonly matched: number;
  readonly checked: number;
}

/**
 * Looks among the indexes of a WINNOW_HOME for one that was made of a folder's files when they were elsewhere: its own
 * folder no longer holds them, and this one does, by path, size and content.
 * @param folder real path
 * @returns the one that matches best, the last opened one of equals; null where there is none
 */
export async function findMovedIndex(home: string, folder: string): Promise<MovedIndex | null> {
  let best: MovedIndex | null = null;
  const indexes = listIndexes(home).toSorted((a, b) => (b.card.openedMs ?? 0) - (a.card.openedMs ?? 0));
  for (const index of indexes) {
    if (index.card.folder === folder) continue;
    const found = await compare(index, folder);
    if (found !== null && (best === null || found.matched > best.matched)) best = found;
  }
  return best;
}

/** The question to the user; the answer comes as `relink` of the next request. */
export function relinkNeeded({ index, matched, checked }: MovedIndex, folder: string): WinnowError {
  const { id, card } = index;
  return new WinnowError(
    'relink_needed',
    `${folder} looks like the dataset "${card.name}" that was at ${card.folder}: ${matched} of ${checked} files compared are the same. Take over its index, with tags and history, or start a new one.`,
    { details: { datasetId: id, oldFolder: card.folder, name: card.name, matched, checked } },
  );
}

/**
 * Makes the index of another folder that of this one.
 * @throws {WinnowError} not_found where there is no such index, dataset_busy while a Winnow has it open
 */
export function takeOverIndex(home: string, id: DatasetId | string, folder: string): void {
  const index = listIndexes(home).find((one) => one.id === id);
  if (index === undefined) throw new WinnowError('not_found', `There is no index "${id}" to take over. Open the folder again.`);
  const target = indexDirectory(home, folder);
  if (hasIndex(target)) {
    throw new WinnowError('bad_request', `${folder} has an index of its own; "${id}" cannot become its index too.`);
  }
  const locked = acquireLock(index.directory, { socket: null, token: null });
  if (!('lock' in locked)) {
    const advice = 'Close it there, then try again.';
    throw new WinnowError('dataset_busy', `"${index.card.name}" is open in another Winnow. ${advice}`);
  }
  locked.lock.release();
  try {
    rmSync(target, { recursive: true, force: true });
    renameSync(index.directory, target);
    writeCard(target, { ...index.card, folder, name: basename(folder) });
  } catch (error) {
    throw storageError(error, target);
  }
}

async function compare(index: IndexOnDisk, folder: string): Promise<MovedIndex | null> {
  const files = filesOf(index);
  const checked = files.length;
  const isEnough = (count: number): boolean => checked > 0 && count >= checked * LEAST_SHARE;
  const sameSize = await present(files, folder);
  if (!isEnough(sameSize.length) || isEnough((await present(files, index.card.folder)).length)) return null;
  const hashes = await Promise.all(sameSize.map(async (file) => (await hashOf(placeIn(folder, file))) === file.contentHash));
  const matched = hashes.filter(Boolean).length;
  return isEnough(matched) ? { index, matched, checked } : null;
}

interface WantedFile extends KnownFile {
  /** Where in a tar it lies. */
  readonly member: MemberBytes | null;
}

function filesOf(index: IndexOnDisk): readonly WantedFile[] {
  if (!hasIndex(index.directory)) return [];
  try {
    const db = openReadable(indexFile(index.directory));
    try {
      return knownFiles(db, FILES_COMPARED).map((file) => ({ ...file, member: memberOf(db, file.path) }));
    } finally {
      db.close();
    }
  } catch (error) {
    // Damaged, or of another version: it can still be opened by its own folder, which says so.
    if (failureCode(error).startsWith('SQLITE_')) return [];
    throw error;
  }
}

/** A copy of a tar may have another time. */
function placeIn(folder: string, { path, member }: WantedFile): FilePlace {
  const place = placeBelow(folder, path, member);
  return place.within === undefined ? place : { ...place, within: { ...place.within, mtimeMs: null } };
}

async function present(files: readonly WantedFile[], folder: string): Promise<readonly WantedFile[]> {
  const sizes = await Promise.all(
    files.map((file) => {
      const place = placeIn(folder, file);
      return stat(fileOf(place)).then(
        (found) => (found.isFile() ? (stretchOf(place, found)?.sizeBytes ?? null) : null),
        () => null,
      );
    }),
  );
  return files.filter((file, at) => sizes[at] === file.sizeBytes);
}

async function hashOf(place: FilePlace): Promise<string | null> {
  try {
    return (await hashFile(place)).sha256;
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}
