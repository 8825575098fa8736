import { WinnowError } from '../../shared/errors.ts';
import type { WritableDb } from '../db/connection.ts';
import type { Dataset } from './dataset.ts';

/** A dataset's one writer. @throws {WinnowError} read_only, with the reason */
export function writerOf(dataset: Dataset): WritableDb {
  return writableOf(dataset, dataset.write);
}

/** The one writer of its thumbnails. @throws {WinnowError} read_only, with the reason */
export function thumbsWriterOf(dataset: Dataset): WritableDb {
  return writableOf(dataset, dataset.writeThumbs);
}

function writableOf(dataset: Dataset, db: WritableDb | null): WritableDb {
  if (db !== null) return db;
  const { name, readOnlyBecause } = dataset.info();
  throw new WinnowError('read_only', `"${name}" can only be looked at: ${readOnlyBecause ?? 'it was opened for reading'}.`);
}
