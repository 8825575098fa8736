import type { DuplicateKind } from '../../shared/issue.ts';
import type { ReadableDb } from '../db/connection.ts';

/** A sample in a duplicate group, as an array. */
export type DuplicateRow = readonly [id: number, group: number, sizeBytes: number, splitId: number | null];

/** @returns samples in groups of this kind whose id is in (after, upto], but for missing ones */
export function readDuplicates(db: ReadableDb, kind: DuplicateKind, after: number, upto: number): readonly DuplicateRow[] {
  return db
    .prepare<[string, number, number], DuplicateRow>(`
      SELECT sample_id, group_id, size_bytes, split_id FROM duplicate JOIN sample ON sample.id = sample_id
      WHERE kind = ? AND sample_id > ? AND sample_id <= ? AND status <> 'missing'`)
    .raw()
    .all(kind, after, upto);
}

/** Splits by id. */
export function readSplits(db: ReadableDb): readonly { readonly id: number; readonly name: string }[] {
  return db.prepare<[], { readonly id: number; readonly name: string }>('SELECT id, name FROM split ORDER BY name').all();
}
