import { setImmediate as nextTurn } from 'node:timers/promises';
import { CHECKS_VERSION } from '../../shared/score.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { lastSampleId } from './tally.ts';

/** Samples changed since duplicates were looked for: written before the change, so that no kill in between loses it. */
const DUPLICATES_STALE = 'duplicates are stale';
/** Every sample was decoded by checks of this version, or waits to be. */
const CHECKS = 'version of checks';

const SAMPLES_AT_ONCE = 5000;

/** To be called before samples are written that can change what is a duplicate of what. */
export function markDuplicatesStale(db: WritableDb): void {
  put(db, DUPLICATES_STALE, '1');
}

export function areDuplicatesStale(db: ReadableDb): boolean {
  return read(db, DUPLICATES_STALE) !== undefined;
}

export function markDuplicatesFresh(db: WritableDb): void {
  db.prepare('DELETE FROM meta WHERE key = ?').run(DUPLICATES_STALE);
}

/**
 * Has samples decoded again that an older Winnow decoded, without today's checks. What is known of them is kept until then.
 * @returns how many
 */
export async function markUnchecked(db: WritableDb): Promise<number> {
  if (read(db, CHECKS) === String(CHECKS_VERSION)) return 0;
  const mark = db.prepare(`
    UPDATE sample SET status = 'pending' WHERE id > ? AND id <= ? AND status IN ('ok', 'corrupt')
      AND NOT EXISTS (SELECT 1 FROM image_score WHERE sample_id = sample.id AND version >= ?)`);
  const last = lastSampleId(db);
  let marked = 0;
  for (let after = 0; after < last; after += SAMPLES_AT_ONCE) {
    marked += mark.run(after, after + SAMPLES_AT_ONCE, CHECKS_VERSION).changes;
    await nextTurn();
  }
  put(db, CHECKS, String(CHECKS_VERSION));
  return marked;
}

function read(db: ReadableDb, key: string): unknown {
  return db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key);
}

function put(db: WritableDb, key: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
}
