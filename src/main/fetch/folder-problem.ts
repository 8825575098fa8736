import { WinnowError } from '../../shared/errors.ts';
import { failureCode, isUnwritable } from '../db/storage-error.ts';

/** A failure to write to the folder of a fetch, with what to do about it. */
export function folderProblem(error: unknown, folder: string): unknown {
  const code = failureCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const advice = 'Free some space, then start the same again: it goes on where it stopped.';
    return new WinnowError('disk_full', `The disk that holds ${folder} is full. ${advice}`, { cause: error });
  }
  if (isUnwritable(error)) {
    return new WinnowError('no_permission', `Winnow may not write to ${folder} (${code}). Choose a folder of your own.`, {
      cause: error,
    });
  }
  return error;
}
