import { rareClasses } from './rare-classes.ts';
import { similarClassNames } from './similar-class-names.ts';

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

/**
 * Classes that are rare, missing from a split, or named nearly like another; most severe first, imbalance before names.
 * Classes without a sample are not there. About 1 µs a letter of the names.
 */
export function classIssues(counts: readonly ClassCount[]): readonly ClassIssue[] {
  const present = counts.filter((count) => samplesOf(count) > 0);
  const names = present.map((count) => ({ name: count.class, samples: samplesOf(count) }));
  return [...rareClasses(present).toSorted(bySeverity), ...similarClassNames(names).toSorted(bySeverity)];
}

/** All samples of a class, in whatever split. */
export function samplesOf({ bySplit }: ClassCount): number {
  return Object.values(bySplit).reduce((sum, count) => sum + count, 0);
}

function bySeverity(a: ClassIssue, b: ClassIssue): number {
  return a.score - b.score || (a.class < b.class ? -1 : 1);
}
