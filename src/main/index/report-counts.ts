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

/** Samples of one id range in one split that have no class but boxes: all of them, or those with a box of one class. */
export interface BoxedRow {
  readonly split: string | null;
  /** Null: of any. */
  readonly class: string | null;
  readonly samples: number;
}

/** @returns counts of the samples that are there and whose id is in (after, upto] */
export function readBoxedCounts(db: ReadableDb, after: number, upto: number): readonly BoxedRow[] {
  return db
    .prepare<[number, number], BoxedRow>(`
      WITH boxed AS MATERIALIZED (
        SELECT DISTINCT sample.id, split_id, given_box.class_id FROM sample JOIN given_box ON sample_id = sample.id
        WHERE sample.id > ? AND sample.id <= ? AND sample.class_id IS NULL AND status <> 'missing')
      SELECT (SELECT name FROM split WHERE split.id = split_id) AS split,
        (SELECT name FROM class WHERE class.id = class_id) AS class, count(*) AS samples
      FROM boxed GROUP BY split_id, class_id
      UNION ALL
      SELECT (SELECT name FROM split WHERE split.id = split_id), NULL, count(DISTINCT id) FROM boxed GROUP BY split_id`)
    .all(after, upto);
}
