import type { WritableDb } from '../db/connection.ts';
import { inRun, type RunWork } from '../index/in-run.ts';
import { PREDICTION_RUN } from './import-predictions.ts';

/** Notes for the lineage that predictions are made, with which parameters and what came of it. @throws what the work throws */
export function inPredictionRun<T>(
  db: WritableDb,
  work: Omit<RunWork, 'kind'>,
  predict: (runId: number) => Promise<T>,
): Promise<T> {
  return inRun(db, { ...work, kind: PREDICTION_RUN }, predict);
}
