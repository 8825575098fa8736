import type { LabelRanking } from '../../shared/prediction.ts';
import type { Steps } from '../duplicates/steps.ts';
import { type Labels, NO_CLASS, type Probabilities } from './probabilities.ts';

/** Probabilities between two yields: about a millisecond. */
const STEP = 1_000_000;
/** A probability this little below the threshold is still at it. */
const TOLERANCE = 1e-6;

/** By sample; NO_CLASS and NaN for those that take no part. */
export interface ExaminedRows {
  /** Most probable class; of equal ones the first. */
  readonly suggested: Int32Array<ArrayBuffer>;
  /** Its probability. */
  readonly confidence: Float32Array<ArrayBuffer>;
  /** In [0, 1] where probabilities are; lower = the label is more likely wrong. */
  readonly quality: Float32Array<ArrayBuffer>;
  /** Class that the sample confidently is, NO_CLASS where there is none. */
  readonly guesses: Int32Array<ArrayBuffer>;
}

/**
 * What confident learning wants to know of each row, in one pass [cleanlab count.py, rank.py]. A sample is confidently of the
 * one class at or above its threshold; of several, of the most probable of all classes.
 * @param given labels of those that take part
 */
export function* examineRows(
  { classes, values }: Probabilities,
  given: Labels,
  thresholds: Float64Array,
  ranking: LabelRanking,
): Steps<ExaminedRows> {
  const rows = given.length;
  const examined = {
    suggested: new Int32Array(rows).fill(NO_CLASS),
    confidence: new Float32Array(rows).fill(Number.NaN),
    quality: new Float32Array(rows).fill(Number.NaN),
    guesses: new Int32Array(rows).fill(NO_CLASS),
  };
  const limits = thresholds.map((threshold) => threshold - TOLERANCE);
  const isByMargin = ranking === 'normalized_margin';
  const stretch = Math.max(1, Math.floor(STEP / classes));
  for (let from = 0; from < rows; from += stretch) {
    examineStretch(values, given, limits, isByMargin, examined, from, Math.min(rows, from + stretch));
    yield from / rows;
  }
  return examined;
}

function examineStretch(
  values: Float32Array,
  given: Labels,
  limits: Float64Array,
  isByMargin: boolean,
  { suggested, confidence, quality, guesses }: ExaminedRows,
  from: number,
  to: number,
): void {
  const classes = limits.length;
  for (let row = from; row < to; row++) {
    const label = given[row] as number;
    if (label === NO_CLASS) continue;
    const at = row * classes;
    let best = Number.NEGATIVE_INFINITY;
    let second = classes === 1 ? 0 : Number.NEGATIVE_INFINITY;
    let bestClass = NO_CLASS;
    let confident = 0;
    let confidentClass = NO_CLASS;
    for (let k = 0; k < classes; k++) {
      const value = values[at + k] as number;
      if (value > best) {
        if (k > 0) second = best;
        best = value;
        bestClass = k;
      } else if (value > second) second = value;
      if (value >= (limits[k] as number)) {
        if (confident === 0) confidentClass = k;
        confident++;
      }
    }
    const own = values[at + label] as number;
    suggested[row] = bestClass;
    confidence[row] = best;
    quality[row] = isByMargin ? (own - (bestClass === label ? second : best) + 1) / 2 : own;
    guesses[row] = confident > 1 ? bestClass : confidentClass;
  }
}
