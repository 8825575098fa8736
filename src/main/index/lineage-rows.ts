import type { LineageModel, LineageRun } from '../../shared/export.ts';
import type { ReadableDb } from '../db/connection.ts';
import { embeddingModels } from './embedding-models.ts';
import { predictionRuns } from './prediction-runs.ts';

interface StoredRun {
  readonly id: number;
  readonly kind: string;
  readonly parameters: string;
  readonly version: string;
  readonly startedMs: number;
  readonly endedMs: number | null;
}

/** Computations that ended well, oldest first. */
export function lineageRuns(db: ReadableDb): readonly LineageRun[] {
  const rows = db
    .prepare<[], StoredRun>(`
      SELECT id, kind, parameters, version, started_ms AS startedMs, ended_ms AS endedMs FROM run WHERE state = 'done' ORDER BY id`)
    .all();
  return rows.map(({ startedMs, endedMs, parameters, ...run }) => ({
    ...run,
    parameters: JSON.parse(parameters) as Record<string, unknown>,
    startedAt: new Date(startedMs).toISOString(),
    endedAt: endedMs === null ? null : new Date(endedMs).toISOString(),
  }));
}

/** Models that saw the dataset, and runs of predictions. */
export function lineageModels(db: ReadableDb): readonly LineageModel[] {
  const embeddings = embeddingModels(db).map(({ manifest }) => ({
    name: manifest.name,
    sha256: manifest.sha256,
    use: 'embedding' as const,
    run: null,
    origin: null,
  }));
  const predictions = predictionRuns(db).map(({ name, parameters, runId, origin }) => ({
    name,
    sha256: typeof parameters.sha256 === 'string' ? parameters.sha256 : null,
    use: 'predictions' as const,
    run: runId,
    origin,
  }));
  return [...embeddings, ...predictions.toReversed()];
}
