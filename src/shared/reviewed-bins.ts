import type { ReviewedBin } from './errors-remaining.ts';

/** What a person said of a suspect. */
export const NOT_REVIEWED = 0;
export const LABEL_KEPT = 1;
export const LABEL_WRONG = 2;

export interface ReviewedSuspects {
  /** Suspects, worst first. */
  readonly order: Uint32Array;
  /** By sample: probability of the given class. */
  readonly selfConfidence: Float32Array;
  /** By sample: NOT_REVIEWED, LABEL_KEPT or LABEL_WRONG. */
  readonly verdicts: Uint8Array;
}

/** Suspects in bins of equal size, the worst in the first. The model expects a label to be wrong by 1 − its probability. */
export function reviewedBins({ order, selfConfidence, verdicts }: ReviewedSuspects, bins = 10): readonly ReviewedBin[] {
  return Array.from({ length: Math.min(bins, order.length) }, (_, bin) => {
    const members = order.subarray(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins));
    let [kept, wrong, expected] = [0, 0, 0];
    for (const row of members) {
      expected += 1 - Math.min(1, Math.max(0, selfConfidence[row] as number));
      if (verdicts[row] === LABEL_KEPT) kept++;
      if (verdicts[row] === LABEL_WRONG) wrong++;
    }
    const reviewed = kept + wrong;
    return { reviewed, confirmed: wrong, unreviewed: members.length - reviewed, expected: expected / members.length };
  });
}
