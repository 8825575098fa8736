/** Suspects with scores that are alike. */
export interface ReviewedBin {
  readonly reviewed: number;
  /** Those of them whose label was wrong. */
  readonly confirmed: number;
  readonly unreviewed: number;
  /** Share of wrong labels that the model expects here, in [0, 1]. */
  readonly expected: number;
}

/** Wrong labels among the suspects that nobody has judged yet. */
export interface ErrorsRemaining {
  readonly estimate: number;
  /** Of a 95% interval; whole numbers are not asked for. */
  readonly low: number;
  readonly high: number;
}

/** Reviews that the expectation counts for in each bin. */
const PRIOR_REVIEWS = 2;
/** No bin is beyond doubt before anyone has looked. */
const LEAST_PRIOR = 0.01;
/** Normal quantile of .975. */
const Z = 1.96;

/**
 * Each bin has a rate of wrong labels of its own, of which a beta distribution is known: the reviews, and before them two
 * that turned out as the model expects, its expectation scaled by how far it was off among all reviewed so far. What is wrong
 * among the rest of the bin is then beta-binomial; bins add up. The interval is Wilson's for as many reviews as would leave
 * the variance of that sum.
 *
 * It takes those reviewed in a bin for typical of the bin. Review that goes strictly worst first therefore overstates a little
 * what is left in the bin it is in, and says of later bins only what the scaled expectation does: their part of the interval
 * stays wide until something in them has been judged. Wrong labels that are no suspects are not counted.
 */
export function errorsRemaining(bins: readonly ReviewedBin[]): ErrorsRemaining {
  const scale = scaleOfExpectation(bins);
  let [estimate, variance, unreviewed] = [0, 0, 0];
  for (const bin of bins) {
    const prior = Math.min(1 - LEAST_PRIOR, Math.max(LEAST_PRIOR, bin.expected * scale));
    const weight = PRIOR_REVIEWS + bin.reviewed;
    const rate = (PRIOR_REVIEWS * prior + bin.confirmed) / weight;
    estimate += bin.unreviewed * rate;
    variance += (bin.unreviewed * rate * (1 - rate) * (weight + bin.unreviewed)) / (weight + 1);
    unreviewed += bin.unreviewed;
  }
  if (unreviewed === 0) return { estimate: 0, low: 0, high: 0 };
  const share = estimate / unreviewed;
  return { estimate, ...wilson(share, (share * (1 - share) * unreviewed ** 2) / variance, unreviewed) };
}

/** Confirmed over expected; 1 before anything is reviewed. */
function scaleOfExpectation(bins: readonly ReviewedBin[]): number {
  const confirmed = bins.reduce((sum, bin) => sum + bin.confirmed, 0);
  const expected = bins.reduce((sum, bin) => sum + bin.reviewed * bin.expected, 0);
  return (confirmed + 1) / (expected + 1);
}

/** Wilson's interval [1927] of a share found in `trials`, times `total`. */
function wilson(share: number, trials: number, total: number): { readonly low: number; readonly high: number } {
  const centre = share + Z ** 2 / (2 * trials);
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + (Z / (2 * trials)) ** 2);
  const whole = 1 + Z ** 2 / trials;
  return { low: Math.max(0, (centre - spread) / whole) * total, high: Math.min(1, (centre + spread) / whole) * total };
}
