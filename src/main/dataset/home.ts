import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DatasetId } from '../../shared/sample.ts';
import { storageError } from '../db/storage-error.ts';
import { pathToBytes } from './paths.ts';

const LONGEST_NAME = 40;
const HASH_DIGITS = 16;

/** @param home WINNOW_HOME */
export function datasetsDirectory(home: string): string {
  return join(home, 'datasets');
}

/** @param folder real path of a folder of images @returns `<name>-<hash of the path>`, fit for file names and URLs */
export function datasetIdOf(folder: string): DatasetId {
  const name = basename(folder)
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST_NAME);
  const hash = createHash('sha256').update(pathToBytes(folder)).digest('hex').slice(0, HASH_DIGITS);
  return `${name === '' ? 'dataset' : name}-${hash}` as DatasetId;
}

/** Where the index of a folder is, or would be. */
export function indexDirectory(home: string, folder: string): string {
  return join(datasetsDirectory(home), datasetIdOf(folder));
}

/**
 * Makes a directory of WINNOW_HOME where it is not there yet.
 * @throws {WinnowError} no_permission, read_only, disk_full
 */
export function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw storageError(error, directory);
  }
}
