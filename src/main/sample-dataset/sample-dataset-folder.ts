import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** In the sample dataset: what was planted in it. */
export const PLANTED_FILE = 'planted.json';

/** Where the sample dataset of a WINNOW_HOME is, or would be. */
export function sampleDatasetFolder(home: string): string {
  return join(home, 'sample-dataset');
}

export function isSampleDatasetMade(folder: string): boolean {
  return existsSync(join(folder, PLANTED_FILE));
}
