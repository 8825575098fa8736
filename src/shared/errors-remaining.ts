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
 * among the rest of the bin is then beta-binomial. Bins add up, and so does what the scale, which they share, may be off by
 * (delta method; without it intervals after 100 reviews held the truth 90 times in 100). The interval is Wilson's for as many
 * reviews as would leave the variance of that sum.
 *
 * It takes those reviewed in a bin for typical of the bin, and the model to be off alike in all bins. Where suspects are reviewed
 * at random, intervals hold the truth as often as they say: 95 to 98 times in 100 on CIFAR-10 with a fifth of its labels changed.
 * Reviewed worst first neither is so: there the estimate was 8 to 33% too high, the truth still within the interval at all five
 * stops from 100 to 7,000 of 14,316. A model that is off otherwise in what nobody has seen yet can mislead more. Before any review
 * nearly everything is possible. Wrong labels that are no suspects are not counted.
 */
export function errorsRemaining(bins: readonly ReviewedBin[]): ErrorsRemaining {
  const confirmed = total(bins, (bin) => bin.confirmed);
  const expected = total(bins, (bin) => bin.reviewed * bin.expected);
  const rated = bins.map((bin) => rateOf(bin, (confirmed + 1) / (expected + 1)));
  const unreviewed = total(rated, ({ bin }) => bin.unreviewed);
  if (unreviewed === 0) return { estimate: 0, low: 0, high: 0 };
  const estimate = total(rated, ({ bin, rate }) => bin.unreviewed * rate);
  // By how much one more confirmed review raises the estimate through the scale.
  const lever = total(rated, ({ bin, weight }) => (bin.unreviewed * PRIOR_REVIEWS * bin.expected) / weight) / (expected + 1);
  // The scale starts from one wrong label where one was expected, a count that varies by 1.
  const variance = lever ** 2 + total(rated, (one) => varianceOf(one, lever));
  const share = estimate / unreviewed;
  return { estimate, ...wilson(share, (share * (1 - share) * unreviewed ** 2) / variance, unreviewed) };
}

interface RatedBin {
  readonly bin: ReviewedBin;
  /** Reviews, with those that the expectation counts for. */
  readonly weight: number;
  readonly rate: number;
}

function rateOf(bin: ReviewedBin, scale: number): RatedBin {
  const prior = Math.min(1 - LEAST_PRIOR, Math.max(LEAST_PRIOR, bin.expected * scale));
  const weight = PRIOR_REVIEWS + bin.reviewed;
  return { bin, weight, rate: (PRIOR_REVIEWS * prior + bin.confirmed) / weight };
}

/** Of the beta-binomial, and of what the bin's reviews do through the scale. */
function varianceOf({ bin: { reviewed, unreviewed }, weight, rate }: RatedBin, lever: number): number {
  const ofRest = (unreviewed * (weight + unreviewed)) / (weight + 1);
  const throughScale = reviewed * lever * (lever + (2 * unreviewed) / weight);
  return rate * (1 - rate) * (ofRest + throughScale);
}

function total<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}

/** Wilson's interval [1927] of a share found in `trials`, times `total`. */
function wilson(share: number, trials: number, total: number): { readonly low: number; readonly high: number } {
  const centre = share + Z ** 2 / (2 * trials);
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + (Z / (2 * trials)) ** 2);
  const whole = 1 + Z ** 2 / trials;
  return { low: Math.max(0, (centre - spread) / whole) * total, high: Math.min(1, (centre + spread) / whole) * total };
}
