import type { WritableDb } from '../db/connection.ts';
import { inRun, type RunWork } from '../index/in-run.ts';

/** The kind of run that predictions come from. */
const PREDICTION_RUN = 'predictions';

/**
 * Notes for the lineage that predictions are made, with which parameters and what came of it.
 * @param noted what is kept of what came of it; absent: all @throws what the work throws
 */
export function inPredictionRun<T>(
  db: WritableDb,
  work: Omit<RunWork, 'kind'>,
  predict: (runId: number) => Promise<T>,
  noted?: (summary: T) => unknown,
): Promise<T> {
  return inRun(db, { ...work, kind: PREDICTION_RUN }, predict, noted);
}
