import { type Cuts, DEFAULT_CUTS, isIssueKind, isScoreKind, type ScoreKind } from '../../shared/issue.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { OUTLIER_CUT } from './columns.ts';

/** @returns the cuts that were moved; the others are the default ones */
export function readCuts(db: ReadableDb): Cuts {
  const rows = db.prepare<[], { readonly kind: string; readonly cut: number }>('SELECT kind, cut FROM issue_cut').all();
  return Object.fromEntries(
    rows.filter(({ kind }) => isIssueKind(kind) && isScoreKind(kind)).map(({ kind, cut }) => [kind, cut]),
  );
}

/** The cuts that nobody moved; that of outliers is there once a model has said how far apart pictures are. */
export function readDefaultCuts(db: ReadableDb): Cuts {
  const active = db.prepare<[], { readonly cut: number | null }>(OUTLIER_CUT).get();
  return active === undefined || active.cut === null ? DEFAULT_CUTS : { ...DEFAULT_CUTS, outlier: active.cut };
}

/** @param cut null: back to the default */
export function writeCut(db: WritableDb, kind: ScoreKind, cut: number | null): void {
  if (cut === null) db.prepare('DELETE FROM issue_cut WHERE kind = ?').run(kind);
  else db.prepare('INSERT OR REPLACE INTO issue_cut (kind, cut) VALUES (?, ?)').run(kind, cut);
}
