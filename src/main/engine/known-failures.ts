import { WinnowError } from '../../shared/errors.ts';
import { failureCode, storageError } from '../db/storage-error.ts';

/** Codes that, wherever they come from, are about what Winnow writes: datasets are only ever read. */
const OF_STORAGE = /^(?:SQLITE_|ENOSPC$|EDQUOT$)/;

/** A failure as what it is called in Winnow's closed set; null where it has no name there. */
export function asWinnowError(error: unknown): WinnowError | null {
  const named = OF_STORAGE.test(failureCode(error)) ? storageError(error, 'the index (in WINNOW_HOME)') : error;
  return named instanceof WinnowError ? named : null;
}
