import { type Decision, describeDecision } from '../../shared/decision.ts';

/** A decision as the history shows it. */
export interface HistoryRow {
  readonly id: number;
  readonly atMs: number;
  readonly text: string;
  /** Who decided, and by which query the samples were found: `ada · found by tag:remove`. Empty where neither is known. */
  readonly by: string;
  /** When it was taken back, in milliseconds since the epoch; null: it stands. */
  readonly undoneAtMs: number | null;
}

/**
 * Decisions with what became of them: undo and redo are no rows of their own.
 * @param decisions newest first and without gaps, so that an undo comes before what it takes back
 */
export function historyRows(decisions: readonly Decision[]): readonly HistoryRow[] {
  const undoneAt = new Map<number, number | null>();
  const rows: HistoryRow[] = [];
  for (const { id, kind, value, sampleCount, atMs, target, author, query } of decisions) {
    if (kind === 'undo' || kind === 'redo') {
      // The newest word on a decision is the one that counts.
      if (target !== null && !undoneAt.has(target)) undoneAt.set(target, kind === 'undo' ? atMs : null);
      continue;
    }
    const by = [author, query === null || query === '' ? null : `found by ${query}`].filter((part) => part !== null).join(' · ');
    rows.push({ id, atMs, by, text: describeDecision({ kind, value, sampleCount }), undoneAtMs: undoneAt.get(id) ?? null });
  }
  return rows;
}
