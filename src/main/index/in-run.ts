import type { WritableDb } from '../db/connection.ts';
import { failureCode } from '../db/storage-error.ts';
import { beginRun, endRun, type NewRun } from './runs.ts';

export interface RunWork extends NewRun {
  readonly signal: AbortSignal;
}

/**
 * Notes for the lineage that something is computed, with which parameters and what came of it.
 * @param told what is noted of the result @throws what the work throws
 */
export async function inRun<T>(
  db: WritableDb,
  { signal, ...run }: RunWork,
  work: (runId: number) => Promise<T>,
  told: (result: T) => unknown = (result) => result,
): Promise<T> {
  const runId = beginRun(db, run);
  try {
    const result = await work(runId);
    endRun(db, runId, 'done', told(result));
    return result;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    endFailedRun(db, runId, signal.aborted ? 'cancelled' : 'failed', message);
    throw error;
  }
}

/** On a disk that is full not even this may be written; the next start then finds the run unfinished and says so. */
function endFailedRun(db: WritableDb, runId: number, state: 'cancelled' | 'failed', message: string): void {
  try {
    endRun(db, runId, state, { message });
  } catch (error) {
    if (!failureCode(error).startsWith('SQLITE_')) throw error;
  }
}
