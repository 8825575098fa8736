/** Cross-validated accuracy after a batch of reviews. */
export interface LearningPoint {
  /** Samples reviewed so far; the first point may be of none. */
  readonly reviewed: number;
  /** In [0, 1], see `OutOfFoldSummary`. */
  readonly accuracy: number;
  /** Samples that the accuracy is of. */
  readonly samples: number;
}

/** Batches that the judgement looks back on. */
const BATCHES = 3;
/** Of accuracy, by a further batch: less is not worth one. */
const LEAST_GAIN = 0.001;

/** Standard error of an accuracy, as a share of so many samples. */
export function accuracyError({ accuracy, samples }: LearningPoint): number {
  return Math.sqrt((accuracy * (1 - accuracy)) / samples);
}

/**
 * What a further batch of the usual size is expected to add to the accuracy: the slope of a straight line through the points of
 * the last three batches. @param curve ascending by `reviewed` @returns null before there are three batches
 */
export function nextGain(curve: readonly LearningPoint[]): number | null {
  const last = curve.filter(({ accuracy }) => Number.isFinite(accuracy)).slice(-BATCHES - 1);
  const [first, end] = [last[0], last.at(-1)];
  if (first === undefined || end === undefined || last.length <= BATCHES || end.reviewed <= first.reviewed) return null;
  const meanReviewed = last.reduce((sum, { reviewed }) => sum + reviewed, 0) / last.length;
  const meanAccuracy = last.reduce((sum, { accuracy }) => sum + accuracy, 0) / last.length;
  let [together, alone] = [0, 0];
  for (const { reviewed, accuracy } of last) {
    together += (reviewed - meanReviewed) * (accuracy - meanAccuracy);
    alone += (reviewed - meanReviewed) ** 2;
  }
  return ((together / alone) * (end.reviewed - first.reviewed)) / BATCHES;
}

/**
 * Whether more reviews are not expected to raise the accuracy: a further batch would add less than a thousandth, and all of
 * the last three together less than the accuracy's own standard error.
 */
export function noFurtherGainExpected(curve: readonly LearningPoint[]): boolean {
  const gain = nextGain(curve);
  const end = curve.findLast(({ accuracy }) => Number.isFinite(accuracy));
  return gain !== null && end !== undefined && gain < LEAST_GAIN && gain * BATCHES < accuracyError(end);
}
