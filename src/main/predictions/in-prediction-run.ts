import type { WritableDb } from '../db/connection.ts';
import { failureCode } from '../db/storage-error.ts';
import { beginRun, endRun } from '../index/runs.ts';

/** The kind of run that predictions come from. */
const PREDICTION_RUN = 'predictions';

export interface PredictionWork {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Of Winnow. */
  readonly version: string;
  readonly signal: AbortSignal;
}

/**
 * Notes for the lineage that predictions are made, with which parameters and what came of it.
 * @param noted what is kept of what came of it; absent: all @throws what the work throws
 */
export async function inPredictionRun<T>(
  db: WritableDb,
  { parameters, version, signal }: PredictionWork,
  work: (runId: number) => Promise<T>,
  noted: (summary: T) => unknown = (summary) => summary,
): Promise<T> {
  const runId = beginRun(db, { kind: PREDICTION_RUN, parameters, version });
  try {
    const summary = await work(runId);
    endRun(db, runId, 'done', noted(summary));
    return summary;
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
