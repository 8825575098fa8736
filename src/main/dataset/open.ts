import { realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { OpenRequest } from '../../shared/api.ts';
import { WinnowError } from '../../shared/errors.ts';
import { failureCode, isUnwritable, storageError } from '../db/storage-error.ts';
import { columnSources } from '../index/columns.ts';
import { finishDecision } from '../index/decisions.ts';
import { keepQueryWorker } from '../index/keep-query-worker.ts';
import { removeLeftoverRuns } from '../predictions/stored-runs.ts';
import { applyLayout, finishLayout } from './apply-layout.ts';
import type { Dataset } from './dataset.ts';
import { readCard, writeCard } from './dataset-card.ts';
import { datasetIdOf, indexDirectory, makeDirectory } from './home.ts';
import { hasIndex, indexFile, openIndexForReading, openIndexForWriting } from './index-files.ts';
import { createLiveDataset, type DatasetParts } from './live-dataset.ts';
import { acquireLock, type Holder, type Lock } from './lock.ts';
import { pathFromBytes } from './paths.ts';
import { findMovedIndex, relinkNeeded, takeOverIndex } from './relink.ts';

export interface OpenOptions {
  /** WINNOW_HOME */
  readonly home: string;
  readonly request: Pick<OpenRequest, 'folder' | 'relink' | 'readOnly'>;
  /** Where other processes reach this one; null: nowhere. */
  readonly endpoint: { readonly socket: string; readonly token: string } | null;
}

/** What the folder and its index allow. */
type Access = { readonly lock: Lock } | { readonly readOnlyBecause: string };

/**
 * Opens the index of a folder of images, making it where there is none. The folder itself is only looked at.
 * @throws {WinnowError} not_a_folder, folder_missing, no_permission about the folder; relink_needed where an index of
 *   moved files fits; dataset_busy where another Winnow writes to it (open it `readOnly`); database_newer, disk_full,
 *   read_only, no_permission about WINNOW_HOME
 */
export async function openDataset({ home, request, endpoint }: OpenOptions): Promise<Dataset> {
  const { folder, isPresent } = await findFolder(home, request.folder);
  const directory = indexDirectory(home, folder);
  if (!hasIndex(directory)) await beginIndex(home, folder, request.relink);
  const access = enter(directory, folder, { isReadOnly: request.readOnly === true, endpoint });
  try {
    return await assemble(folder, directory, isPresent, access);
  } catch (error) {
    if ('lock' in access) access.lock.release();
    throw storageError(error, directory);
  }
}

/** A folder that is gone can still be opened by the path its index knows. */
async function findFolder(home: string, given: string): Promise<{ readonly folder: string; readonly isPresent: boolean }> {
  try {
    const bytes = await realpath(given, { encoding: 'buffer' });
    const isFolder = (await stat(bytes)).isDirectory();
    if (isFolder) return { folder: pathFromBytes(bytes), isPresent: true };
  } catch (error) {
    const code = failureCode(error);
    if (code === 'ENOENT' && hasIndex(indexDirectory(home, resolve(given)))) return { folder: resolve(given), isPresent: false };
    throw folderError(given, code, error);
  }
  throw new WinnowError('not_a_folder', `${given} is a file; Winnow opens folders of images. Open the folder it is in.`);
}

function folderError(given: string, code: string, cause: unknown): unknown {
  if (code === 'ENOENT') {
    return new WinnowError('folder_missing', `There is no folder ${given}. Check the path, or connect the drive it is on.`, {
      cause,
    });
  }
  if (code === 'ENOTDIR') {
    return new WinnowError('not_a_folder', `A part of ${given} is a file, not a folder. Check the path.`, { cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new WinnowError('no_permission', `You may not open ${given} (${code}). Ask its owner for permission to read it.`, {
      cause,
    });
  }
  return code === ''
    ? cause
    : new WinnowError('folder_missing', `${given} cannot be reached (${code}). Check the drive it is on.`, { cause });
}

async function beginIndex(home: string, folder: string, relink: OpenRequest['relink']): Promise<void> {
  if (typeof relink === 'string') {
    takeOverIndex(home, relink, folder);
    return;
  }
  const moved = relink === undefined ? await findMovedIndex(home, folder) : null;
  if (moved !== null) throw relinkNeeded(moved, folder);
  makeDirectory(indexDirectory(home, folder));
}

function enter(
  directory: string,
  folder: string,
  { isReadOnly, endpoint }: { readonly isReadOnly: boolean; readonly endpoint: OpenOptions['endpoint'] },
): Access {
  try {
    const locked = acquireLock(directory, endpoint ?? { socket: null, token: null });
    if ('lock' in locked) return locked;
    if (!isReadOnly) throw busy(folder, locked.heldBy);
    return { readOnlyBecause: 'another Winnow is writing to it' };
  } catch (error) {
    const isUnwritableIndex = error instanceof WinnowError && isUnwritable(error.cause) && hasIndex(directory);
    if (!isUnwritableIndex) throw error;
    return { readOnlyBecause: `its index in ${directory} cannot be written to` };
  }
}

function busy(folder: string, holder: Holder | null): WinnowError {
  const who = holder === null ? 'Another Winnow' : `Another Winnow (process ${holder.pid})`;
  return new WinnowError(
    'dataset_busy',
    `${who} has ${folder} open and writes to its index. Quit it, or open the dataset to look only.`,
    {
      details: { folder, pid: holder?.pid ?? null },
    },
  );
}

async function assemble(folder: string, directory: string, isPresent: boolean, access: Access): Promise<Dataset> {
  const name = basename(folder) === '' ? folder : basename(folder);
  const opened = await openDatabases(directory, access);
  try {
    const queryWorker = await keepQueryWorker(columnSources(indexFile(directory)));
    const id = datasetIdOf(folder);
    const dataset = createLiveDataset({ id, name, folder, directory, isFolderPresent: isPresent, queryWorker, ...opened });
    if (dataset.write !== null) noteOpened(directory, folder, name, dataset.info().samples);
    return dataset;
  } catch (error) {
    closeDatabases(opened.access);
    throw error;
  }
}

async function openDatabases(directory: string, access: Access): Promise<Pick<DatasetParts, 'access' | 'notices'>> {
  if (!('lock' in access)) {
    const { index, thumbs } = openIndexForReading(directory);
    return { access: { ...access, read: index, readThumbs: thumbs }, notices: [] };
  }
  const { index, thumbs, notices } = await openIndexForWriting(directory);
  const opened = { ...access, write: index, writeThumbs: thumbs };
  try {
    await finishDecision(index, async (layout) => void (await applyLayout(index, layout)));
    await finishLayout(index);
    await removeLeftoverRuns(index, directory);
    return { access: opened, notices };
  } catch (error) {
    closeDatabases(opened);
    throw error;
  }
}

function closeDatabases(access: DatasetParts['access']): void {
  if ('write' in access) {
    access.write.close();
    access.writeThumbs.close();
  } else {
    access.read.close();
    access.readThumbs.close();
  }
}

function noteOpened(directory: string, folder: string, name: string, samples: number): void {
  const card = readCard(directory);
  writeCard(directory, { ...card, folder, name, samples, openedMs: Date.now() });
}
