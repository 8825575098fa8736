import type { Cuts } from '../../shared/issue.ts';
import type { ScoreName } from '../../shared/score.ts';
import { SCORES } from '../../shared/score.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** @returns the cuts that were moved; the others are DEFAULT_CUTS */
export function readCuts(db: ReadableDb): Cuts {
  const rows = db.prepare<[], { readonly kind: string; readonly cut: number }>('SELECT kind, cut FROM issue_cut').all();
  return Object.fromEntries(rows.filter(({ kind }) => SCORES.some((name) => name === kind)).map(({ kind, cut }) => [kind, cut]));
}

/** @param cut null: back to the default */
export function writeCut(db: WritableDb, kind: ScoreName, cut: number | null): void {
  if (cut === null) db.prepare('DELETE FROM issue_cut WHERE kind = ?').run(kind);
  else db.prepare('INSERT OR REPLACE INTO issue_cut (kind, cut) VALUES (?, ?)').run(kind, cut);
}
