import { confusionMetrics, type PrecisionRecall } from './class-metrics.ts';
import type { ConfusionMatrix } from './confusion.ts';

/**
 * What became of a sample from one run to another. not-compared: without a label, or one of the runs has no prediction.
 * both-wrong: with the same class. changed: wrong before and after, with another class.
 */
export const RUN_CHANGES = ['not-compared', 'both-right', 'better', 'worse', 'both-wrong', 'changed'] as const;
export type RunChange = (typeof RUN_CHANGES)[number];

export interface RunComparison {
  /** Place in RUN_CHANGES by sample; 0 too where a sample is not asked for. */
  readonly changes: Uint8Array<ArrayBuffer>;
  /** Samples asked for. */
  readonly counts: Readonly<Record<RunChange, number>>;
  /** Of the samples compared. */
  readonly before: ConfusionMatrix;
  readonly after: ConfusionMatrix;
}

/** Cells of `after` less those of `before`, which have the same classes. */
export function differenceMatrix({ before, after }: Pick<RunComparison, 'before' | 'after'>): Int32Array<ArrayBuffer> {
  return Int32Array.from(after.counts, (count, cell) => count - (before.counts[cell] ?? 0));
}

/** By class, what `after` has more than `before`. */
export function classDifferences({ before, after }: Pick<RunComparison, 'before' | 'after'>): readonly PrecisionRecall[] {
  const { perClass } = confusionMetrics(before);
  return confusionMetrics(after).perClass.map((now, k) => ({
    precision: now.precision - (perClass[k]?.precision ?? 0),
    recall: now.recall - (perClass[k]?.recall ?? 0),
    f1: now.f1 - (perClass[k]?.f1 ?? 0),
  }));
}

export interface McNemar {
  /** Chance of a difference at least as large if neither run were better: exact, two-sided binomial. */
  readonly pValue: number;
  /** With continuity correction; 0 where nothing differs. */
  readonly chiSquare: number;
}

/** McNemar's test of two runs on the same samples [McNemar 1947]. @param better @param worse samples that became right and wrong */
export function mcNemar(better: number, worse: number): McNemar {
  const differing = better + worse;
  if (differing === 0) return { pValue: 1, chiSquare: 0 };
  const chiSquare = Math.max(0, Math.abs(better - worse) - 1) ** 2 / differing;
  return { pValue: Math.min(1, 2 * atMost(Math.min(better, worse), differing)), chiSquare };
}

/** Chance of at most `heads` heads of `tosses`: the largest term, kept in range by halving as it grows, and the smaller ones from it. */
function atMost(heads: number, tosses: number): number {
  let halvings = tosses;
  let term = 1;
  for (let i = 1; i <= heads; i++) {
    term *= (tosses - i + 1) / i;
    for (; term > 1 && halvings > 0; halvings--) term /= 2;
  }
  term *= 2 ** -halvings;
  let sum = 0;
  for (let i = heads; i >= 0 && term > 1e-17 * sum; i--) {
    sum += term;
    term *= i / (tosses - i + 1);
  }
  return sum;
}
