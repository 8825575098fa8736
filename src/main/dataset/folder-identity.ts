import { stat } from 'node:fs/promises';
import { WinnowError } from '../../shared/errors.ts';
import { absolutePath } from './paths.ts';

/**
 * What tells a folder from another that takes its place, as when a drive is unmounted.
 * @throws {WinnowError} folder_missing where it cannot be reached
 */
export async function folderIdentity(folder: string): Promise<string> {
  try {
    const found = await stat(absolutePath(folder, ''), { bigint: true });
    if (found.isDirectory()) return `${found.dev}:${found.ino}`;
  } catch (error) {
    throw missing(folder, error);
  }
  throw missing(folder, null);
}

function missing(folder: string, cause: unknown): WinnowError {
  const advice = 'Nothing was marked as missing; connect its drive, or open the folder where it is now.';
  return new WinnowError('folder_missing', `The folder ${folder} is no longer there. ${advice}`, { cause });
}
