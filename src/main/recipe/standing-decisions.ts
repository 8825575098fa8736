import type { DecisionKind } from '../../shared/decision.ts';
import type { ReadableDb } from '../db/connection.ts';

/** A decision that no undo took back for good. */
export interface StandingDecision {
  readonly id: number;
  readonly kind: DecisionKind;
  readonly value: string | null;
  readonly sampleCount: number;
  readonly atMs: number;
  /** That found the samples; null: they were named. */
  readonly query: string | null;
  /** JSON of how they were chosen beyond a query. */
  readonly rule: string | null;
}

interface HistoryRow extends Omit<StandingDecision, 'kind'> {
  readonly kind: DecisionKind | 'undo' | 'redo';
  readonly target: number | null;
}

/** Oldest first. */
export function standingDecisions(db: ReadableDb): readonly StandingDecision[] {
  const rows = db
    .prepare<[], HistoryRow>(
      'SELECT id, kind, value, sample_count AS sampleCount, at_ms AS atMs, query, rule, target FROM decision ORDER BY id',
    )
    .all();
  const undone = new Set<number>();
  for (const { kind, target } of rows) {
    if (kind === 'undo' && target !== null) undone.add(target);
    if (kind === 'redo' && target !== null) undone.delete(target);
  }
  return rows.flatMap(({ kind, target: _, ...row }) =>
    kind === 'undo' || kind === 'redo' || undone.has(row.id) ? [] : [{ kind, ...row }],
  );
}
