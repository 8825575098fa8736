/** Samples whose confidence lies in (low, high]; the first bin has its lower edge too. */
export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Share that was right; 0 in an empty bin. */
  readonly accuracy: number;
  /** Mean; 0 in an empty bin. */
  readonly confidence: number;
}

/** Equal width, or as many samples in each as ties allow. */
export const BIN_KINDS = ['equal-width', 'equal-mass'] as const;
export type BinKind = (typeof BIN_KINDS)[number];

/** How far confidence is from accuracy [Naeini et al. 2015; Guo et al. 2017]. */
export interface CalibrationErrors {
  /** ECE: mean distance of confidence and accuracy, bins weighted by their samples. */
  readonly expected: number;
  /** MCE: the largest distance. */
  readonly maximum: number;
}

export function calibrationErrors(bins: readonly ReliabilityBin[]): CalibrationErrors {
  let [sum, count, maximum] = [0, 0, 0];
  for (const bin of bins) {
    const distance = Math.abs(bin.accuracy - bin.confidence);
    sum += bin.count * distance;
    count += bin.count;
    maximum = Math.max(maximum, distance);
  }
  return { expected: count === 0 ? 0 : sum / count, maximum };
}
