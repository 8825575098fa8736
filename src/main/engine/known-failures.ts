import { WinnowError } from '../../shared/errors.ts';

/** Failures of the system that have a name in Winnow's closed set. */
export function asWinnowError(error: unknown): WinnowError | null {
  if (error instanceof WinnowError) return error;
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EDQUOT') {
    return new WinnowError('disk_full', 'The disk that holds the indexes (WINNOW_HOME) is full. Free some space and try again.', {
      cause: error,
    });
  }
  return null;
}

function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
