import type { ReadableDb } from '../db/connection.ts';

/** What can change which samples have which vectors: all of it ends with a run, or changes how many samples there are. */
export function spaceVersion(db: ReadableDb, samples: number): string {
  const lastRun = db.prepare("SELECT coalesce(max(id), 0) FROM run WHERE state <> 'running'").pluck().get();
  return `${lastRun} ${samples}`;
}
