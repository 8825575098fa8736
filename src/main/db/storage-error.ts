import { WinnowError } from '../../shared/errors.ts';

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const FORBIDDEN: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'SQLITE_CANTOPEN']);
const READ_ONLY: ReadonlySet<string> = new Set(['EROFS', 'SQLITE_READONLY']);
const DAMAGED: ReadonlySet<string> = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** @returns the system's or SQLite's code of an error, without SQLite's details (`SQLITE_READONLY_DIRECTORY`); '' where it has none */
export function failureCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return '';
  return error.code.startsWith('SQLITE_') ? error.code.split('_').slice(0, 2).join('_') : error.code;
}

export function isDamage(error: unknown): boolean {
  return DAMAGED.has(failureCode(error));
}

/** Whether a place can be looked at but not written to. */
export function isUnwritable(error: unknown): boolean {
  const code = failureCode(error);
  return READ_ONLY.has(code) || FORBIDDEN.has(code);
}

/**
 * Says what to do about a failed read or write of an index.
 * @param place the file or directory it was about
 * @returns a WinnowError where the failure has a name in the closed set; else the error itself
 */
export function storageError(error: unknown, place: string): unknown {
  if (error instanceof WinnowError) return error;
  const code = failureCode(error);
  const options = { cause: error };
  if (FULL.has(code)) {
    return new WinnowError('disk_full', `The disk that holds ${place} is full. Free some space, then try again.`, options);
  }
  if (FORBIDDEN.has(code)) {
    const advice = 'Give yourself permission, or set WINNOW_HOME to a folder of your own.';
    return new WinnowError('no_permission', `Winnow may not write to ${place} (${code}). ${advice}`, options);
  }
  if (READ_ONLY.has(code)) {
    const advice = 'Set WINNOW_HOME to a folder that can be written to.';
    return new WinnowError('read_only', `${place} is read-only (${code}). ${advice}`, options);
  }
  if (DAMAGED.has(code)) {
    const advice = 'Close the dataset and open it again: the damaged file is then kept aside and the index rebuilt.';
    return new WinnowError('database_damaged', `${place} is damaged (${code}). ${advice}`, options);
  }
  return error;
}
