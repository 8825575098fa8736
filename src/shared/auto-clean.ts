import type { IssueKind } from './issue.ts';
import { mcNemar } from './run-comparison.ts';

/** What trying repairs on a trusted set found. Nothing is ever applied by it. */

/** dedupe: like drop, of all of a duplicate group but the best. down-weight: counts a quarter in training. */
export const REPAIRS = ['drop', 'relabel', 'dedupe', 'down-weight'] as const;
export type Repair = (typeof REPAIRS)[number];

/** Tags that stand for repairs which are no relabelling. */
export const REPAIR_TAGS: Readonly<Record<Exclude<Repair, 'relabel'>, string>> = {
  drop: 'remove',
  dedupe: 'remove',
  'down-weight': 'down-weight',
};

/** The tag of samples whose labels the user vouches for, where nothing else is said. */
export const TRUSTED_TAG = 'trusted';

/** A gain that chance makes more often is none. */
export const LARGEST_CHANCE = 0.05;

/** Below so many trusted samples hardly any gain can be told from chance. */
export const FEW_TRUSTED = 100;

/** One repair of what one detector found, on top of those kept in the rounds before. */
export interface CleaningStep {
  /** From 0: how many were kept before. */
  readonly round: number;
  readonly detector: IssueKind;
  readonly repair: Repair;
  /** Samples that it changes. */
  readonly touched: number;
  /** On the trusted set. */
  readonly accuracyBefore: number;
  readonly accuracyAfter: number;
  /** Trusted samples that are right with it and were wrong before, and the other way round. */
  readonly mended: number;
  readonly broken: number;
  /** That so many would be mended if it made no difference, by chance in any of the tries of its round. */
  readonly chance: number;
  /** It raised the accuracy most of its round, by more than chance would. */
  readonly isKept: boolean;
  /** Classes that lose samples by it, the largest share first; at most ten. */
  readonly losses: readonly ClassLoss[];
  /** Classes that lose much more than the others: worth a warning. */
  readonly uneven: readonly ClassLoss[];
}

export interface ClassLoss {
  readonly class: string;
  /** Of the samples of the class that were learned from. */
  readonly share: number;
}

/** Result of an `auto-clean` job. */
export interface AutoCleanReport {
  /** With a label and an embedding; never learned from. */
  readonly trusted: number;
  /** Learned from. */
  readonly learned: number;
  readonly classes: number;
  /** Title of the embedding model. */
  readonly model: string;
  readonly seed: number;
  /** Of the regression: chosen by what it makes of labels that it has not seen, none of them trusted. */
  readonly cost: number;
  /** On the trusted set: of all as it is, and with the steps that were kept. */
  readonly accuracyBefore: number;
  readonly accuracyAfter: number;
  /** In the order they were tried. */
  readonly steps: readonly CleaningStep[];
  readonly seconds: number;
}

/** gain, loss: more than chance would make; noise: what is seen may well be chance; nothing: no trusted sample is judged otherwise. */
export type Verdict = 'gain' | 'noise' | 'nothing' | 'loss';

export function verdictOf({ mended, broken, chance, accuracyBefore, accuracyAfter }: CleaningStep): Verdict {
  if (mended + broken === 0) return 'nothing';
  if (accuracyAfter > accuracyBefore) return chance <= LARGEST_CHANCE ? 'gain' : 'noise';
  return mcNemar(mended, broken).pValue <= LARGEST_CHANCE ? 'loss' : 'noise';
}

/** Standard error of a share of `count` samples (binomial). */
export function standardError(share: number, count: number): number {
  return Math.sqrt((share * (1 - share)) / count);
}

/** Standard error of a gain in accuracy on the same `count` samples: of what was mended less what was broken. */
export function gainError({ mended, broken }: Pick<CleaningStep, 'mended' | 'broken'>, count: number): number {
  return Math.sqrt(mended + broken - (mended - broken) ** 2 / count) / count;
}
