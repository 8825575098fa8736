import type { WritableDb } from '../db/connection.ts';

export interface KeptChange {
  readonly issue: string;
  /** False: it is an issue again. */
  readonly isOn: boolean;
  readonly ids: Uint32Array;
}

/** Says of samples that they have no issue of a kind, or takes that back. Inside a transaction; passes over those that are gone. */
export function keepIssue(db: WritableDb, { issue, isOn, ids }: KeptChange): void {
  const list = JSON.stringify(Array.from(ids));
  if (isOn) {
    db.prepare(
      `INSERT OR IGNORE INTO kept_issue (sample_id, kind)
       SELECT id, ? FROM sample WHERE id IN (SELECT value FROM json_each(?))`,
    ).run(issue, list);
  } else {
    db.prepare('DELETE FROM kept_issue WHERE kind = ? AND sample_id IN (SELECT value FROM json_each(?))').run(issue, list);
  }
}
