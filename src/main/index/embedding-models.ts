import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatasetModel, ModelManifest } from '../../shared/embedding.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Rows dropped in one transaction: about 10 ms. */
const DROPPED_AT_ONCE = 2000;

/** A row of `embedding_model`. */
export interface EmbeddingModelRow {
  readonly id: number;
  readonly manifest: ModelManifest;
  /** SHA-256 of what decides the vectors, hexadecimal. */
  readonly identity: string;
  readonly dimensions: number;
  readonly neighbours: DatasetModel['neighbours'];
  readonly map: DatasetModel['map'];
}

interface StoredRow extends Pick<EmbeddingModelRow, 'id' | 'identity' | 'dimensions'> {
  readonly manifest: string;
  readonly neighbours: string | null;
  readonly map: string | null;
}

const ROW = 'id, manifest, identity, dimensions, neighbours, map FROM embedding_model';

/** Oldest first. */
export function embeddingModels(db: ReadableDb): readonly EmbeddingModelRow[] {
  return db.prepare<[], StoredRow>(`SELECT ${ROW} ORDER BY id`).all().map(parsed);
}

export function embeddingModel(db: ReadableDb, id: number): EmbeddingModelRow | null {
  const row = db.prepare<[number], StoredRow>(`SELECT ${ROW} WHERE id = ?`).get(id);
  return row === undefined ? null : parsed(row);
}

/** The model of this identity, if the dataset has seen it. */
export function embeddingModelOf(db: ReadableDb, identity: string): EmbeddingModelRow | null {
  const row = db.prepare<[string], StoredRow>(`SELECT ${ROW} WHERE identity = ?`).get(identity);
  return row === undefined ? null : parsed(row);
}

/** Null where none is. */
export function activeModelId(db: ReadableDb): number | null {
  return db.prepare<[], number>('SELECT model_id FROM active_model').pluck().get() ?? null;
}

/** Has queries see the scores and the map of this model. They have to be told: `dataset.changed(null, 'embeddings')`. */
export function activateModel(db: WritableDb, id: number): void {
  db.prepare('INSERT OR REPLACE INTO active_model (only_one, model_id) VALUES (1, ?)').run(id);
}

export interface NewEmbeddingModel {
  readonly manifest: ModelManifest;
  readonly identity: string;
  readonly dimensions: number;
}

/**
 * The model of this identity, made where it is not there yet; one that is takes name and title of this manifest, which decide
 * no vectors.
 * @returns its id
 */
export function putModel(db: WritableDb, { manifest, identity, dimensions }: NewEmbeddingModel): number {
  const id = db
    .prepare<[string, string, string, number], number>(`
      INSERT INTO embedding_model (name, manifest, identity, dimensions) VALUES (?, ?, ?, ?)
      ON CONFLICT (identity) DO UPDATE SET name = excluded.name, manifest = excluded.manifest RETURNING id`)
    .pluck()
    .get(manifest.name, JSON.stringify(manifest), identity, dimensions);
  return id ?? 0;
}

/**
 * Drops a model with all that it gave, giving way between transactions. Killed in between, it is a model with fewer vectors.
 * Where it was the active one, the newest of the others is.
 */
export async function dropModel(db: WritableDb, id: number): Promise<void> {
  db.transaction(() => {
    db.prepare('DELETE FROM active_model WHERE model_id = ?').run(id);
    db.prepare(`
      INSERT OR IGNORE INTO active_model (only_one, model_id)
      SELECT 1, id FROM embedding_model WHERE id <> ? ORDER BY id DESC LIMIT 1`).run(id);
  })();
  await dropRows(db, 'embedding_score', 'sample_id', id);
  await dropRows(db, 'map_place', 'version, sample_id', id);
  await dropRows(db, 'embedding', 'sample_id', id);
  db.prepare('DELETE FROM embedding_model WHERE id = ?').run(id);
}

async function dropRows(
  db: WritableDb,
  table: 'embedding' | 'embedding_score' | 'map_place',
  key: 'sample_id' | 'version, sample_id',
  id: number,
): Promise<void> {
  const drop = db.prepare(`
    DELETE FROM ${table} WHERE model_id = ? AND (${key}) IN (
      SELECT ${key} FROM ${table} WHERE model_id = ? LIMIT ${DROPPED_AT_ONCE})`);
  while (drop.run(id, id).changes > 0) await nextTurn();
}

function parsed({ manifest, neighbours, map, ...row }: StoredRow): EmbeddingModelRow {
  return {
    ...row,
    manifest: JSON.parse(manifest) as ModelManifest,
    neighbours: JSON.parse(neighbours ?? 'null') as DatasetModel['neighbours'],
    map: JSON.parse(map ?? 'null') as DatasetModel['map'],
  };
}
