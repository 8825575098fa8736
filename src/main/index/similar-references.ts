import type { ReadableDb } from '../db/connection.ts';

export interface LackingSample {
  readonly id: number;
  /** False: there is no such sample. */
  readonly isThere: boolean;
}

const LACKING = `
  SELECT value AS id, EXISTS (SELECT 1 FROM sample WHERE id = value) AS isThere FROM json_each(?)
  WHERE NOT EXISTS (SELECT 1 FROM embedding
    WHERE model_id = (SELECT model_id FROM active_model) AND sample_id = value AND place IS NOT NULL)
  LIMIT 1`;

/** The first of some samples that the active model gave no vector for; null: it has seen them all. */
export function sampleWithoutVector(db: ReadableDb, ids: readonly number[]): LackingSample | null {
  const row = db.prepare<[string], { readonly id: number; readonly isThere: number }>(LACKING).get(JSON.stringify(ids));
  return row === undefined ? null : { id: row.id, isThere: row.isThere === 1 };
}
