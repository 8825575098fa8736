/** How many samples of a class each split has; the key `''` counts those in no split. */
export interface ClassCount {
  readonly class: string;
  readonly bySplit: Readonly<Record<string, number>>;
}

/** What is wrong with a class as a whole. */
export interface ClassIssue {
  readonly kind: 'class-imbalance' | 'class-name';
  readonly class: string;
  /** In [0, 1], lower = worse. */
  readonly score: number;
  /** For a person. */
  readonly reason: string;
  /** The name to use instead; null: none. */
  readonly suggestion: string | null;
}

/** Classes that are rare, missing from a split, or named nearly like another; most severe first, imbalance before names. */
export function classIssues(_counts: readonly ClassCount[]): readonly ClassIssue[] {
  return [];
}
