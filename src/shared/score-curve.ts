/**
 * How samples of one class and all others are told apart by a score. At place i every sample whose score is at least
 * `thresholds[i]` is called positive.
 */
export interface ScoreCurve {
  /** Distinct scores, the largest first. */
  readonly thresholds: Float32Array;
  readonly truePositives: Uint32Array;
  readonly falsePositives: Uint32Array;
  /** Samples of the class. */
  readonly positives: number;
  /** Samples of other classes. */
  readonly negatives: number;
}

/** At one threshold; precision, recall and F1 are 0 where the denominator is 0. */
export interface ThresholdRow {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly accuracy: number;
  readonly falsePositiveRate: number;
}

/** Sum of precisions weighted by the recall gained, without interpolation, as scikit-learn's average_precision_score. */
export function averagePrecision({ truePositives, falsePositives, positives }: ScoreCurve): number {
  let [sum, before] = [0, 0];
  for (let i = 0; i < truePositives.length; i++) {
    const right = truePositives[i] ?? 0;
    if (right > before) sum += ((right - before) * right) / (right + (falsePositives[i] ?? 0));
    before = right;
  }
  return ratio(sum, positives);
}

/** Area under the ROC curve by trapezoids: the chance that a positive scores higher than a negative, ties half. */
export function rocArea({ truePositives, falsePositives, positives, negatives }: ScoreCurve): number {
  let [area, rightBefore, wrongBefore] = [0, 0, 0];
  for (let i = 0; i < truePositives.length; i++) {
    const right = truePositives[i] ?? 0;
    const wrong = falsePositives[i] ?? 0;
    area += ((wrong - wrongBefore) * (right + rightBefore)) / 2;
    rightBefore = right;
    wrongBefore = wrong;
  }
  return ratio(area, positives * negatives);
}

/** What a threshold gives: every score at least as large is called positive. @returns one row a threshold, in their order */
export function thresholdTable(curve: ScoreCurve, thresholds: readonly number[]): readonly ThresholdRow[] {
  return thresholds.map((threshold) => rowAt(curve, placeOf(curve.thresholds, threshold), threshold));
}

/** Rows of the curve itself, few enough to draw: about `most` of them, evenly along recall and false positive rate. */
export function drawnCurve(curve: ScoreCurve, most: number): readonly ThresholdRow[] {
  const { thresholds, truePositives, falsePositives, positives, negatives } = curve;
  const steps = Math.max(1, most / 2);
  const rows: ThresholdRow[] = [];
  let [nextRight, nextWrong] = [0, 0];
  for (let i = 0; i < thresholds.length; i++) {
    const right = truePositives[i] ?? 0;
    const wrong = falsePositives[i] ?? 0;
    if (right < nextRight && wrong < nextWrong && i < thresholds.length - 1) continue;
    rows.push(rowAt(curve, i, thresholds[i] ?? 0));
    nextRight = right + positives / steps;
    nextWrong = wrong + negatives / steps;
  }
  return rows;
}

/** The last place whose score is at least the threshold; -1: none is. */
function placeOf(thresholds: Float32Array, threshold: number): number {
  let [low, high] = [-1, thresholds.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((thresholds[middle] ?? 0) >= threshold) low = middle;
    else high = middle - 1;
  }
  return low;
}

function rowAt(curve: ScoreCurve, place: number, threshold: number): ThresholdRow {
  const { positives, negatives } = curve;
  const [right, wrong] = [curve.truePositives[place] ?? 0, curve.falsePositives[place] ?? 0];
  return {
    threshold,
    truePositives: right,
    falsePositives: wrong,
    falseNegatives: positives - right,
    trueNegatives: negatives - wrong,
    precision: ratio(right, right + wrong),
    recall: ratio(right, positives),
    f1: ratio(2 * right, right + wrong + positives),
    accuracy: ratio(right + negatives - wrong, positives + negatives),
    falsePositiveRate: ratio(wrong, negatives),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
