import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb } from '../db/connection.ts';
import { idsOfBlob } from './decision-effect.ts';
import { lastDecision } from './decision-history.ts';
import { standingIds } from './standing-decisions.ts';

interface Known {
  readonly upTo: number;
  readonly ids: Uint32Array;
}

/** Until something is decided: who reads page after page asks once. */
const known = new WeakMap<ReadableDb, Known>();

/** @returns by sample: id of the newest decision that stands and was about it, 0 or nothing: none was. 4 bytes a sample */
export async function lastDecisions(db: ReadableDb): Promise<Uint32Array> {
  const upTo = lastDecision(db);
  const before = known.get(db);
  if (before?.upTo === upTo) return before.ids;
  const mostId = Number(db.prepare('SELECT coalesce(max(id), 0) FROM sample').pluck().get());
  const ids = new Uint32Array(mostId + 1);
  const read = db.prepare<[number], Buffer | null>('SELECT sample_ids FROM decision WHERE id = ?').pluck();
  for (const decision of standingIds(db)) {
    for (const sample of idsOfBlob(read.get(decision) ?? null)) if (sample <= mostId) ids[sample] = decision;
    await nextTurn();
  }
  known.set(db, { upTo, ids });
  return ids;
}
