import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { INDEX_MIGRATIONS, openReadable, type ReadableDb, THUMBS_MIGRATIONS, type WritableDb } from '../db/connection.ts';
import type { Migrations } from '../db/migrate.ts';
import { openOrRebuild, removeDatabase } from '../db/open-or-rebuild.ts';
import { failureCode, storageError } from '../db/storage-error.ts';
import { forgetThumbs } from '../index/pending.ts';
import { closeDeadRuns } from '../index/runs.ts';

const INDEX_FILE = 'winnow.db';
const THUMBS_FILE = 'thumbs.db';

export interface WritableIndex {
  readonly index: WritableDb;
  readonly thumbs: WritableDb;
  /** What the user must know: what was damaged, and where it is now. */
  readonly notices: readonly string[];
}

export interface ReadableIndex {
  readonly index: ReadableDb;
  readonly thumbs: ReadableDb;
}

/** @param directory of an index @returns its database */
export function indexFile(directory: string): string {
  return join(directory, INDEX_FILE);
}

export function hasIndex(directory: string): boolean {
  return existsSync(indexFile(directory));
}

/**
 * Opens an index for its one writer, makes what is not there, and keeps aside what is damaged.
 * @throws {WinnowError} database_newer, no_permission, read_only, disk_full
 */
export async function openIndexForWriting(directory: string): Promise<WritableIndex> {
  let index: WritableDb | null = null;
  try {
    const opened = openOrRebuild(indexFile(directory), INDEX_MIGRATIONS);
    index = opened.db;
    const thumbsFile = join(directory, THUMBS_FILE);
    // Thumbnails go by the ids of an index that is lost.
    if (opened.keptAside !== null) removeDatabase(thumbsFile);
    // Whoever wants its space back may have deleted it.
    const hasThumbs = existsSync(thumbsFile);
    const thumbs = openOrRebuild(thumbsFile, THUMBS_MIGRATIONS);
    closeDeadRuns(index);
    if (!hasThumbs || thumbs.keptAside !== null) await forgetThumbs(index);
    return { index, thumbs: thumbs.db, notices: noticesOf(opened.keptAside, thumbs.keptAside) };
  } catch (error) {
    index?.close();
    throw storageError(error, directory);
  }
}

/**
 * Opens an index to look at.
 * @throws {WinnowError} database_newer, database_damaged, no_permission; read_only where only a writer could open it
 */
export function openIndexForReading(directory: string): ReadableIndex {
  const index = openToLook(indexFile(directory), INDEX_MIGRATIONS);
  try {
    return { index, thumbs: openToLook(join(directory, THUMBS_FILE), THUMBS_MIGRATIONS) };
  } catch (error) {
    index.close();
    throw error;
  }
}

/** Closes a writer's database without a log beside it, so that it can be looked at where nothing can be written. */
export function closeForReaders(db: WritableDb): void {
  try {
    db.pragma('busy_timeout = 0');
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    // Somebody looks at it right now, or the disk is full; the log stays, and the next writer goes on from there.
    if (!failureCode(error).startsWith('SQLITE_')) throw error;
  } finally {
    db.close();
  }
}

function openToLook(file: string, migrations: Migrations): ReadableDb {
  try {
    const db = openReadable(file);
    const version = Number(db.prepare('SELECT user_version FROM pragma_user_version').pluck().get());
    if (version === migrations.length) return db;
    db.close();
    throw versionError(file, version, migrations.length);
  } catch (error) {
    const code = failureCode(error);
    if (code !== 'SQLITE_READONLY' && code !== 'SQLITE_CANTOPEN') throw storageError(error, file);
    const advice = 'Let Winnow write there and open the dataset once; then it can be looked at again.';
    throw new WinnowError(
      'read_only',
      `${file} was not closed properly and cannot be repaired without writing to it. ${advice}`,
      {
        cause: error,
      },
    );
  }
}

function versionError(file: string, found: number, known: number): WinnowError {
  if (found > known) {
    return new WinnowError(
      'database_newer',
      `${file} has version ${found}; this Winnow knows versions up to ${known}. Open it with the newer Winnow that wrote it.`,
    );
  }
  const advice = 'Open the dataset once where it can be written to.';
  return new WinnowError(
    'read_only',
    `${file} has version ${found} and must be brought to ${known}, which writes to it. ${advice}`,
  );
}

function noticesOf(indexKeptAside: string | null, thumbsKeptAside: string | null): readonly string[] {
  const notices: string[] = [];
  if (indexKeptAside !== null) {
    const lost = 'tags and history in it could not be read';
    notices.push(
      `The index was damaged and is being rebuilt; ${lost}. The damaged file was kept as ${basename(indexKeptAside)}.`,
    );
  }
  if (thumbsKeptAside !== null) {
    const aside = basename(thumbsKeptAside);
    notices.push(`The thumbnails were damaged and are being made again. The damaged file was kept as ${aside}.`);
  }
  return notices;
}
