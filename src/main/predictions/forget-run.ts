import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { dropRun } from '../index/prediction-runs.ts';
import { removeRunFiles, storedRun } from './stored-runs.ts';

/**
 * Forgets a run; where it was the active one, the newest of the others is.
 * @throws {WinnowError} read_only; not_found
 */
export async function forgetRun(dataset: Dataset, id: number): Promise<void> {
  const db = writerOf(dataset);
  dropRun(db, storedRun(db, id).id);
  await dataset.changed(null, 'predictions');
  // Only its own: a job may be writing another run beside it.
  await removeRunFiles(dataset.directory, id);
}
