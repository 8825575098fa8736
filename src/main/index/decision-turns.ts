import type { WritableDb } from '../db/connection.ts';

/** The last decision begun on each connection. */
const last = new WeakMap<WritableDb, Promise<unknown>>();

/** Runs decisions of one connection one after the other, since each may take many transactions. */
export function inDecisionTurn<T>(db: WritableDb, work: () => Promise<T>): Promise<T> {
  const result = (last.get(db) ?? Promise.resolve()).then(work);
  last.set(
    db,
    result.catch(() => undefined),
  );
  return result;
}
