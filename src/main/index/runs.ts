import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** The kind of run that an index job is. */
export const INDEX_RUN = 'index';
/** The kind of run that an embed job is. */
export const EMBED_RUN = 'embed';

export type RunState = 'done' | 'failed' | 'cancelled';

export interface NewRun {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Version of Winnow. */
  readonly version: string;
}

/** Notes that a computation begins. @returns its id; ids rise */
export function beginRun(db: WritableDb, { kind, parameters, version }: NewRun): number {
  const { lastInsertRowid } = db
    .prepare("INSERT INTO run (kind, parameters, version, started_ms, state) VALUES (?, ?, ?, ?, 'running')")
    .run(kind, JSON.stringify(parameters), version, Date.now());
  return Number(lastInsertRowid);
}

/** @param result JSON-able; what it found, or why it failed */
export function endRun(db: WritableDb, id: number, state: RunState, result: unknown): void {
  db.prepare('UPDATE run SET ended_ms = ?, state = ?, result = ? WHERE id = ?').run(
    Date.now(),
    state,
    JSON.stringify(result),
    id,
  );
}

/** @returns id of the newest run of this kind that ended well, 0 where there is none */
export function lastDoneRun(db: ReadableDb, kind: string): number {
  const found = db.prepare("SELECT max(id) FROM run WHERE kind = ? AND state = 'done'").pluck().get(kind);
  return typeof found === 'number' ? found : 0;
}

/** @returns the parameters, as JSON, of the newest run of this kind that ended well; null where there is none */
export function lastDoneParameters(db: ReadableDb, kind: string): string | null {
  const found = db
    .prepare("SELECT parameters FROM run WHERE kind = ? AND state = 'done' ORDER BY id DESC LIMIT 1")
    .pluck()
    .get(kind);
  return typeof found === 'string' ? found : null;
}

/** @returns how the newest run with this parameter ended, `running` where it has not; null where there is none */
export function lastRunState(db: ReadableDb, kind: string, parameter: string, value: string): RunState | 'running' | null {
  const found = db
    .prepare<[string, string, string], RunState | 'running'>(
      'SELECT state FROM run WHERE kind = ? AND parameters ->> ? = ? ORDER BY id DESC LIMIT 1',
    )
    .pluck()
    .get(kind, parameter, value);
  return found ?? null;
}

/** Runs whose process died are `running` for ever; call before the first run of the one writer. */
export function closeDeadRuns(db: WritableDb): void {
  db.prepare("UPDATE run SET state = 'failed', ended_ms = ?, result = ? WHERE state = 'running'").run(
    Date.now(),
    JSON.stringify({ message: 'Winnow stopped while it ran.' }),
  );
}
