import type { ReadableDb } from '../db/connection.ts';
import { EMBED_RUN, INDEX_RUN } from '../index/runs.ts';

/** What can change which samples have which vectors: an index or embed job, or it changes how many samples there are. */
export function spaceVersion(db: ReadableDb, samples: number): string {
  const lastRun = db
    .prepare("SELECT coalesce(max(id), 0) FROM run WHERE kind IN (?, ?) AND state <> 'running'")
    .pluck()
    .get(INDEX_RUN, EMBED_RUN);
  return `${lastRun} ${samples}`;
}
