import type { ScoreCurve } from '../../shared/score-curve.ts';
import type { Steps } from '../duplicates/steps.ts';
import type { Labels, Probabilities } from '../label-quality/probabilities.ts';
import { type Bits, hasBit } from '../query/bits.ts';
import { sortFloats } from './sort-floats.ts';

/** Samples between two yields. */
const STEP = 2 ** 17;

export interface ScoredSamples {
  readonly labels: Labels;
  /** How much each sample is thought to be of the class: any number; NaN = no prediction. */
  readonly scores: Float32Array;
  /** The samples asked for; null: all. */
  readonly rows: Bits | null;
}

/** Every threshold of a score for one class against the rest. Samples without label or score are left out. 1M in about 100 ms. */
export function* scoreCurveOf(samples: ScoredSamples, positive: number): Steps<ScoreCurve> {
  const [ofClass, ofOthers] = split(samples, positive);
  yield 0.1;
  const right = yield* sortFloats(ofClass);
  const wrong = yield* sortFloats(ofOthers);
  const thresholds = new Float32Array(right.length + wrong.length);
  const truePositives = new Uint32Array(thresholds.length);
  const falsePositives = new Uint32Array(thresholds.length);
  let length = 0;
  for (let i = right.length - 1, j = wrong.length - 1; i >= 0 || j >= 0; length++) {
    const threshold = Math.max(right[i] ?? Number.NEGATIVE_INFINITY, wrong[j] ?? Number.NEGATIVE_INFINITY);
    while (i >= 0 && right[i] === threshold) i--;
    while (j >= 0 && wrong[j] === threshold) j--;
    thresholds[length] = threshold;
    truePositives[length] = right.length - 1 - i;
    falsePositives[length] = wrong.length - 1 - j;
    if (length % STEP === STEP - 1) yield 0.9;
  }
  return {
    thresholds: thresholds.slice(0, length),
    truePositives: truePositives.slice(0, length),
    falsePositives: falsePositives.slice(0, length),
    positives: right.length,
    negatives: wrong.length,
  };
}

/** Probability of one class by sample; NaN = no prediction. */
export function probabilitiesOf({ classes, values }: Probabilities, one: number): Float32Array<ArrayBuffer> {
  const column = new Float32Array(values.length / classes);
  for (let sample = 0, at = 0; sample < column.length; sample++, at += classes) {
    column[sample] = Number.isNaN(values[at]) ? Number.NaN : (values[at + one] as number);
  }
  return column;
}

/** Scores of the class's samples and those of all others. */
function split({ labels, scores, rows }: ScoredSamples, positive: number): readonly [Float32Array, Float32Array] {
  const [ofClass, ofOthers] = [new Float32Array(labels.length), new Float32Array(labels.length)];
  let [right, wrong] = [0, 0];
  for (let sample = 0; sample < labels.length; sample++) {
    const label = labels[sample] as number;
    const score = scores[sample] as number;
    if (label < 0 || Number.isNaN(score) || (rows !== null && !hasBit(rows, sample))) continue;
    if (label === positive) ofClass[right++] = score;
    else ofOthers[wrong++] = score;
  }
  return [ofClass.subarray(0, right), ofOthers.subarray(0, wrong)];
}
