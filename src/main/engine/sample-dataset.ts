import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { Engine } from './engine.ts';

/** Where the sample dataset is, or would be. */
export function sampleDatasetPath(home: string): string {
  return join(home, 'sample-dataset');
}

/** Whether it was made already; it is renamed to its place once it is whole. */
export function isSampleDatasetMade(home: string): boolean {
  return existsSync(sampleDatasetPath(home));
}

export async function sampleDatasetFolder(engine: Engine): Promise<string> {
  throw new WinnowError('not_found', engine.home);
}
