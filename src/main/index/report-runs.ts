import type { ReportRun } from '../../shared/report.ts';
import type { ReadableDb } from '../db/connection.ts';

/** The last runs, newest first. */
export function readRuns(db: ReadableDb, limit: number): readonly ReportRun[] {
  return db
    .prepare<[number], ReportRun>(`
      SELECT id, kind, version, started_ms AS startedMs, (ended_ms - started_ms) / 1000.0 AS seconds, state
      FROM run ORDER BY id DESC LIMIT ?`)
    .all(limit);
}
