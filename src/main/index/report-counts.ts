import type { SampleStatus } from '../../shared/sample.ts';
import type { ReadableDb } from '../db/connection.ts';

/** Ids looked at by one statement: about 10 ms. */
export const REPORT_RANGE = 10_000;

/** Samples of one id range that agree in status, format, class and split. */
export interface CountRow {
  readonly status: SampleStatus;
  readonly format: string | null;
  readonly label: string | null;
  readonly split: string | null;
  readonly samples: number;
  readonly bytes: number;
}

/** @returns counts of the samples whose id is in (after, upto] */
export function readCounts(db: ReadableDb, after: number, upto: number): readonly CountRow[] {
  return db
    .prepare<[number, number], CountRow>(`
      SELECT status, format, (SELECT name FROM class WHERE class.id = class_id) AS label,
        (SELECT name FROM split WHERE split.id = split_id) AS split,
        count(*) AS samples, sum(size_bytes) AS bytes
      FROM sample WHERE id > ? AND id <= ? GROUP BY status, format, class_id, split_id`)
    .all(after, upto);
}
