import type { DecisionKind } from './decision.ts';

/** What stands decided of a sample. */
export interface DecidedSample {
  readonly path: string;
  /** Of the file, hex; null: it could not be read. */
  readonly sha256: string | null;
  /** What folders or files say. */
  readonly labelBefore: string | null;
  /** The one in force. */
  readonly label: string | null;
  readonly tags: readonly string[];
  /** Tagged `remove`. */
  readonly removed: boolean;
  /** Kinds of issue that it was said not to have. */
  readonly notIssue: readonly string[];
  /** Said to be no duplicate of some others. */
  readonly notDuplicate: boolean;
  /** The newest decision about it that stands. */
  readonly decision: DecisionKind;
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** Some of them, in the order of their paths. */
export interface DecidedAnswer {
  readonly rows: readonly DecidedSample[];
  /** The path to go on after; null: these were the last. */
  readonly next: string | null;
}
