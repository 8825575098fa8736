import type { SampleStatus } from '../../shared/sample.ts';
import type { ReadableDb } from '../db/connection.ts';

/** Samples of one id range that agree in all of this. */
export interface Tally {
  readonly status: SampleStatus;
  /** What was noticed since the given run; null: nothing. */
  readonly change: 'added' | 'changed' | 'moved' | 'removed' | 'returned' | null;
  readonly split: string | null;
  readonly count: number;
}

/**
 * Counts the samples whose id is in (afterId, afterId + width].
 * @param sinceRun changes noticed by later runs are told apart
 */
export function tallyRange(db: ReadableDb, afterId: number, width: number, sinceRun: number): readonly Tally[] {
  return db
    .prepare<[number, number, number], Tally>(`
      SELECT status, CASE WHEN changed_run > ? THEN change END AS change,
        (SELECT name FROM split WHERE split.id = split_id) AS split, count(*) AS count
      FROM sample WHERE id > ? AND id <= ? GROUP BY 1, 2, split_id`)
    .all(sinceRun, afterId, afterId + width);
}

/** @returns the largest id of a sample, 0 where there is none */
export function lastSampleId(db: ReadableDb): number {
  return Number(db.prepare('SELECT coalesce(max(id), 0) FROM sample').pluck().get());
}
