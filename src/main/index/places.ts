import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { createFoundClassWriter, FOUND_CLASS_ID, WITH_GIVEN_LABEL } from './given-labels.ts';

/** Class and split of a sample as they were found, in folders or imports, as ids of their names. */
export interface SamplePlace {
  readonly classId: number | null;
  readonly splitId: number | null;
}

export interface PlacedSample extends SamplePlace {
  readonly id: number;
  readonly path: string;
  /** What annotations say. */
  readonly annotatedSplitId: number | null;
  readonly annotatedClassId: number | null;
}

/** @returns at most `limit` samples by id, after `afterId` */
export function placedAfter(db: ReadableDb, afterId: number, limit: number): readonly PlacedSample[] {
  return db
    .prepare<[number, number], PlacedSample>(`
      SELECT id, path, sample.split_id AS splitId, ${FOUND_CLASS_ID} AS classId,
        annotation.split_id AS annotatedSplitId, annotation.class_id AS annotatedClassId
      FROM ${WITH_GIVEN_LABEL} LEFT JOIN given_annotation AS annotation ON annotation.sample_id = sample.id
      WHERE id > ? ORDER BY id LIMIT ?`)
    .all(afterId, limit);
}

/** Labels that the user gave stay. */
export function writePlaces(db: WritableDb, places: readonly (SamplePlace & { readonly id: number })[]): void {
  const writeClass = createFoundClassWriter(db);
  const writeSplit = db.prepare('UPDATE sample SET split_id = ? WHERE id = ?');
  for (const { id, classId, splitId } of places) {
    writeClass(id, classId);
    writeSplit.run(splitId, id);
  }
}
