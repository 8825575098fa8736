import type { PredictionRun, PredictionSource } from '../../shared/prediction.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** A row of `prediction_run`. */
export interface PredictionRunRow extends Omit<PredictionRun, 'isLost'> {
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type NewPredictionRun = Omit<PredictionRunRow, 'id' | 'isActive' | 'isOutOfDate' | 'crossValidated'>;

type Flag = 'isActive' | 'isOutOfDate' | 'hasProbabilities' | 'hasConfidence' | 'hasInfluence';
interface StoredRow
  extends Omit<PredictionRunRow, Flag | 'classes' | 'parameters' | 'crossValidated'>,
    Readonly<Record<Flag, number>> {
  readonly classes: string;
  readonly parameters: string;
}

/** On a row of prediction_run. */
export const HAS_INFLUENCE = "coalesce(parameters ->> '$.hasInfluence', 0)";

const ROW = `id, name, source, classes, sample_count AS samples, has_probabilities AS hasProbabilities,
  has_confidence AS hasConfidence, box_count AS boxes, created_ms AS createdMs, origin, run_id AS runId, parameters, is_out_of_date AS isOutOfDate,
  ${HAS_INFLUENCE} AS hasInfluence,
  id IN (SELECT prediction_run_id FROM active_prediction_run) AS isActive FROM prediction_run`;

/** Newest first. */
export function predictionRuns(db: ReadableDb): readonly PredictionRunRow[] {
  return db.prepare<[], StoredRow>(`SELECT ${ROW} ORDER BY id DESC`).all().map(parsed);
}

export function predictionRun(db: ReadableDb, id: number): PredictionRunRow | null {
  const row = db.prepare<[number], StoredRow>(`SELECT ${ROW} WHERE id = ?`).get(id);
  return row === undefined ? null : parsed(row);
}

export function predictionRunNamed(db: ReadableDb, name: string): PredictionRunRow | null {
  const row = db.prepare<[string], StoredRow>(`SELECT ${ROW} WHERE name = ?`).get(name);
  return row === undefined ? null : parsed(row);
}

/** Null where there is no run. */
export function activeRun(db: ReadableDb): PredictionRunRow | null {
  const row = db.prepare<[], StoredRow>(`SELECT ${ROW} WHERE id = (SELECT prediction_run_id FROM active_prediction_run)`).get();
  return row === undefined ? null : parsed(row);
}

/** Has queries see this run. They have to be told: `dataset.changed(null, 'predictions')`. */
export function activateRun(db: WritableDb, id: number): void {
  db.prepare('INSERT OR REPLACE INTO active_prediction_run (only_one, prediction_run_id) VALUES (1, ?)').run(id);
}

/** @returns its id; ids rise and are never given twice. Where no run is active, it is from now on */
export function insertRun(db: WritableDb, run: NewPredictionRun): number {
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO prediction_run (name, source, classes, sample_count, has_probabilities, has_confidence, box_count,
        created_ms, origin, run_id, parameters) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(
      run.name,
      run.source,
      JSON.stringify(run.classes),
      run.samples,
      Number(run.hasProbabilities),
      Number(run.hasConfidence),
      run.boxes,
      run.createdMs,
      run.origin,
      run.runId,
      JSON.stringify({ ...run.parameters, ...(run.hasInfluence ? { hasInfluence: true } : {}) }),
    );
  const id = Number(lastInsertRowid);
  db.prepare('INSERT OR IGNORE INTO active_prediction_run (only_one, prediction_run_id) VALUES (1, ?)').run(id);
  return id;
}

/** Where it was the active one, the newest of the others is. */
export function dropRun(db: WritableDb, id: number): void {
  db.transaction(() => {
    db.prepare('DELETE FROM prediction_run WHERE id = ?').run(id);
    db.prepare(`
      INSERT OR IGNORE INTO active_prediction_run (only_one, prediction_run_id)
      SELECT 1, id FROM prediction_run ORDER BY id DESC LIMIT 1`).run();
  })();
}

/** Says of the runs of these sources that what they were made from, labels or pictures, changed since. */
export function markOutOfDate(db: WritableDb, sources: readonly PredictionSource[]): void {
  db.prepare('UPDATE prediction_run SET is_out_of_date = 1 WHERE source IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(sources),
  );
}

function parsed({ classes, parameters: text, ...row }: StoredRow): PredictionRunRow {
  const parameters = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const { accuracy, labelled } = parameters;
  return {
    ...row,
    classes: JSON.parse(classes) as readonly string[],
    parameters,
    crossValidated: typeof accuracy === 'number' && typeof labelled === 'number' ? { accuracy, labelled } : null,
    hasProbabilities: row.hasProbabilities === 1,
    hasConfidence: row.hasConfidence === 1,
    hasInfluence: row.hasInfluence === 1,
    isActive: row.isActive === 1,
    isOutOfDate: row.isOutOfDate === 1,
  };
}
