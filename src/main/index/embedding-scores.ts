import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatasetModel } from '../../shared/embedding.ts';
import type { SpaceScores } from '../../workers/neighbours/calls.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Rows compared, and at most written, in one transaction: about 10 ms. */
const CHUNK = 2000;

type StoredRow = readonly [sampleId: number, ...scores: readonly (number | null)[]];
type Columns = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

const SCORES = 'outlier, uniqueness, representativeness, class_distance';

/**
 * Makes the table say what these scores say of a model's samples, writing only rows that differ, some at a time. Samples that
 * are gone meanwhile are passed over.
 * @returns how many rows were dropped or written
 */
export async function storeScores(
  db: WritableDb,
  modelId: number,
  scores: SpaceScores,
  onStored: (done: number) => void = () => {},
): Promise<number> {
  const columns: Columns = [scores.outlier, scores.uniqueness, scores.representativeness, scores.classDistance];
  let changed = 0;
  for (let after = 0, at = 0; ; await nextTurn()) {
    const rows = storedAfter(db, modelId, after);
    const lastStored = rows.length < CHUNK ? Number.POSITIVE_INFINITY : (rows.at(-1)?.[0] ?? 0);
    const upto = Math.min(lastStored, scores.ids[at + CHUNK - 1] ?? Number.POSITIVE_INFINITY);
    let end = at;
    while (end < scores.ids.length && (scores.ids[end] ?? 0) <= upto) end++;
    const compared = rows.filter(([sampleId]) => sampleId <= upto);
    changed += storeStretch(db, modelId, compared, { ids: scores.ids, columns, at, end });
    onStored(end);
    if (upto === Number.POSITIVE_INFINITY) return changed;
    after = upto;
    at = end;
  }
}

interface Stretch {
  readonly ids: Uint32Array;
  readonly columns: Columns;
  readonly at: number;
  readonly end: number;
}

function storeStretch(db: WritableDb, modelId: number, rows: readonly StoredRow[], { ids, columns, at, end }: Stretch): number {
  const stored = new Map(rows.map((row) => [row[0], row]));
  const drop = db.prepare('DELETE FROM embedding_score WHERE model_id = ? AND sample_id = ?');
  const write = db.prepare(`
    INSERT OR REPLACE INTO embedding_score (model_id, sample_id, ${SCORES}) SELECT ?, id, ?, ?, ?, ? FROM sample WHERE id = ?`);
  let changed = 0;
  db.transaction(() => {
    for (let i = at; i < end; i++) {
      const id = ids[i] as number;
      const values = columns.map((column) => (Number.isNaN(column[i]) ? null : (column[i] as number)));
      const before = stored.get(id);
      stored.delete(id);
      if (before !== undefined && values.every((value, score) => value === before[score + 1])) continue;
      changed += write.run(modelId, ...values, id).changes;
    }
    for (const id of stored.keys()) changed += drop.run(modelId, id).changes;
  })();
  return changed;
}

function storedAfter(db: ReadableDb, modelId: number, after: number): readonly StoredRow[] {
  return db
    .prepare<[number, number, number], StoredRow>(`
      SELECT sample_id, ${SCORES} FROM embedding_score WHERE model_id = ? AND sample_id > ? ORDER BY sample_id LIMIT ?`)
    .raw()
    .all(modelId, after, CHUNK);
}

/** Says of a model how its neighbours were found, and below which score a sample is an outlier. */
export function storeNeighbours(
  db: WritableDb,
  modelId: number,
  neighbours: NonNullable<DatasetModel['neighbours']>,
  outlierCut: number,
): void {
  db.prepare('UPDATE embedding_model SET neighbours = ?, outlier_cut = ? WHERE id = ?').run(
    JSON.stringify(neighbours),
    outlierCut,
    modelId,
  );
}
