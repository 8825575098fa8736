import type { Repair } from '../../shared/auto-clean.ts';
import { NO_CLASS } from '../label-quality/probabilities.ts';

/** What is learned from: label and weight by row; weight 0: not at all. */
export interface Cleaning {
  readonly labels: Int32Array<ArrayBuffer>;
  readonly weights: Float32Array<ArrayBuffer>;
}

/** What a suspect counts for beside others. */
const LOWER_WEIGHT = 0.25;

/** @returns the rows with a repair, and which of them it changes; those of weight 0 stay as they are */
export function repaired(
  { labels, weights }: Cleaning,
  rows: Uint32Array,
  repair: Repair,
  suggestions: Int32Array | null,
  classes: number,
): { readonly cleaning: Cleaning; readonly changed: readonly number[] } {
  const cleaning = { labels: labels.slice(), weights: weights.slice() };
  const changed: number[] = [];
  for (const row of new Set(rows)) {
    const weight = weights[row] ?? 0;
    if (weight === 0) continue;
    const suggested = suggestions?.[row] ?? NO_CLASS;
    if (repair === 'relabel') {
      if (suggested <= NO_CLASS || suggested >= classes || suggested === labels[row]) continue;
      cleaning.labels[row] = suggested;
    } else cleaning.weights[row] = repair === 'down-weight' ? weight * LOWER_WEIGHT : 0;
    changed.push(row);
  }
  return { cleaning, changed };
}
