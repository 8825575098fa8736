import type { Decision } from '../../shared/decision.ts';
import type { ReadableDb } from '../db/connection.ts';
import { IS_RELABELED } from './given-labels.ts';

/** Samples of one id range with a tag. */
export interface TagRow {
  readonly name: string;
  readonly samples: number;
  readonly bytes: number;
}

/** @returns tags of the samples whose id is in (after, upto], but for missing ones */
export function readTags(db: ReadableDb, after: number, upto: number): readonly TagRow[] {
  return db
    .prepare<[number, number], TagRow>(`
      SELECT tag.name AS name, count(*) AS samples, sum(size_bytes) AS bytes
      FROM sample CROSS JOIN sample_tag ON sample_tag.sample_id = sample.id JOIN tag ON tag.id = tag_id
      WHERE sample.id > ? AND sample.id <= ? AND status <> 'missing' GROUP BY tag_id`)
    .all(after, upto);
}

/** @returns what was said to be no issue of the samples whose id is in (after, upto] */
export function readKeptIssues(
  db: ReadableDb,
  after: number,
  upto: number,
): readonly { readonly kind: string; readonly samples: number }[] {
  return db
    .prepare<[number, number], { readonly kind: string; readonly samples: number }>(
      'SELECT kind, count(*) AS samples FROM kept_issue WHERE sample_id > ? AND sample_id <= ? GROUP BY kind',
    )
    .all(after, upto);
}

/** @returns how many of the samples whose id is in (after, upto] the user gave another label */
export function countRelabeled(db: ReadableDb, after: number, upto: number): number {
  return Number(
    db
      .prepare(`SELECT count(*) FROM given_label WHERE sample_id > ? AND sample_id <= ? AND ${IS_RELABELED}`)
      .pluck()
      .get(after, upto),
  );
}

/** How many groups were told apart and still are. */
export function countNotDuplicates(db: ReadableDb): number {
  return Number(db.prepare('SELECT count(DISTINCT decision_id) FROM not_duplicate').pluck().get());
}

/** A step of the history without the samples it concerned. */
export type HistoryStep = Pick<Decision, 'id' | 'kind' | 'atMs' | 'target'>;

/** @returns at most `limit` steps with a smaller id, newest first */
export function readStepsBefore(db: ReadableDb, before: number, limit: number): readonly HistoryStep[] {
  return db
    .prepare<[number, number], HistoryStep>(
      'SELECT id, kind, at_ms AS atMs, target FROM decision WHERE id < ? ORDER BY id DESC LIMIT ?',
    )
    .all(before, limit);
}
