import type { ErrorsRemaining } from '../../shared/errors-remaining.ts';
import type { ReviewedKind } from '../state/review-query.ts';
import { formatCount } from '../ui/format.ts';

export const REVIEW_TITLES: Readonly<Record<ReviewedKind, string>> = {
  label: 'Review of label issues',
  'annotator-disagreement': 'Review of what annotators disagree on',
};

/** `32 of 412 decided` */
export function decidedWords(decided: number, left: number): string {
  return `${formatCount(decided)} of ${formatCount(decided + left)} decided`;
}

/** `about 130 of the 380 left are wrong (90 to 170)`. @param errors null: too few were reviewed */
export function errorsWords(errors: ErrorsRemaining | null, left: number): string {
  if (left === 0) return 'none is left';
  if (errors === null) return 'how many of those left are wrong is not known yet';
  const { estimate, low, high } = errors;
  const range = `(${formatCount(Math.floor(low))} to ${formatCount(Math.ceil(high))})`;
  const about = formatCount(Math.round(estimate));
  return left === 1
    ? `the one left is ${estimate >= 0.5 ? 'probably' : 'hardly'} wrong`
    : `about ${about} of the ${formatCount(left)} left ${about === '1' ? 'is' : 'are'} wrong ${range}`;
}

/** A probability for a person: `93%`, `0.4%`; a dash where it is not known. */
export function chanceWords(probability: number | null): string {
  if (probability === null) return '–';
  const percent = probability * 100;
  if (percent > 0 && percent < 0.1) return '<0.1%';
  return `${percent < 9.95 && percent > 0 ? percent.toFixed(1) : Math.round(percent)}%`;
}

export interface VerdictCounts {
  readonly kept: number;
  readonly relabeled: number;
  readonly unsure: number;
  readonly removed: number;
}

/**
 * `12 labels kept, 30 changed, 2 unsure, 1 to be removed`; what there is none of is left out. Samples that a new label took out
 * of the query are among those decided alone.
 * @param decided in all
 */
export function summaryWords({ kept, relabeled, unsure, removed }: VerdictCounts, decided: number): string {
  const others = decided - kept - relabeled - unsure - removed;
  const parts = [
    [kept, `${kept === 1 ? 'label' : 'labels'} kept`],
    [relabeled, `${kept === 0 ? `${relabeled === 1 ? 'label' : 'labels'} ` : ''}changed`],
    [unsure, 'unsure'],
    [removed, 'to be removed'],
    [others, 'no longer what the query asks for'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`)
    .join(', ');
}
