/** What the user said, append-only. An undo is a row of its own, so history survives and can be read. */
export type DecisionKind = 'tag' | 'untag' | 'layout';

export interface Decision {
  readonly id: number;
  readonly kind: DecisionKind | 'undo' | 'redo';
  /** The tag's name; the layout as JSON; for undo and redo, null. */
  readonly value: string | null;
  /** Samples that were really changed by it. */
  readonly sampleCount: number;
  readonly atMs: number;
  /** For undo and redo: the decision they take back or do again. */
  readonly target: number | null;
}
