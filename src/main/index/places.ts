import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Class and split of a sample, as ids of their names. */
export interface SamplePlace {
  readonly classId: number | null;
  readonly splitId: number | null;
}

export interface PlacedSample extends SamplePlace {
  readonly id: number;
  readonly path: string;
}

/** @returns at most `limit` samples by id, after `afterId` */
export function placedAfter(db: ReadableDb, afterId: number, limit: number): readonly PlacedSample[] {
  return db
    .prepare<[number, number], PlacedSample>(
      'SELECT id, path, class_id AS classId, split_id AS splitId FROM sample WHERE id > ? ORDER BY id LIMIT ?',
    )
    .all(afterId, limit);
}

export function writePlaces(db: WritableDb, places: readonly (SamplePlace & { readonly id: number })[]): void {
  const write = db.prepare('UPDATE sample SET class_id = ?, split_id = ? WHERE id = ?');
  for (const { id, classId, splitId } of places) write.run(classId, splitId, id);
}
