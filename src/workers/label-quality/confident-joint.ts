import type { Steps } from '../duplicates/steps.ts';
import { pairwiseSum } from './pairwise-sum.ts';
import { type Labels, NO_CLASS } from './probabilities.ts';
import { roundKeepingSum } from './round-keeping-sum.ts';

/** Samples, and rows of the joint, between two yields. */
const SAMPLE_STEP = 100_000;
const STEP = 100;

/**
 * How many samples of each label are of each class: confident guesses, at least one of each class right, scaled so that each
 * row sums to the number of samples with that label, and rounded [Northcutt et al. 2021, eq. 3; cleanlab count.py].
 * @param given labels of those that take part @param guesses class each confidently is @param counts samples by label
 * @returns classes × classes, rows the label, columns the class
 */
export function* confidentJoint(given: Labels, guesses: Int32Array, counts: Uint32Array): Steps<Uint32Array<ArrayBuffer>> {
  const classes = counts.length;
  const confident = new Uint32Array(classes * classes);
  for (let row = 0; row < given.length; row++) {
    if (row % SAMPLE_STEP === 0) yield (0.5 * row) / given.length;
    const guess = guesses[row] as number;
    if (guess === NO_CLASS) continue;
    const cell = (given[row] as number) * classes + guess;
    confident[cell] = (confident[cell] as number) + 1;
  }
  for (let k = 0; k < classes; k++) confident[k * (classes + 1)] = Math.max(1, confident[k * (classes + 1)] as number);
  return yield* calibrated(confident, counts);
}

/**
 * Counts scaled so that each row sums to the number of samples with that label, and rounded.
 * @param confident classes × classes, no row without any
 */
export function* calibrated(confident: Uint32Array, counts: Uint32Array): Steps<Uint32Array<ArrayBuffer>> {
  const classes = counts.length;
  const scaled = new Float64Array(classes * classes);
  const byColumn = new Float64Array(classes * classes);
  let samples = 0;
  for (let label = 0; label < classes; label++) {
    scaleRow(confident, label, counts, scaled, byColumn);
    samples += counts[label] as number;
    if (label % STEP === 0) yield 0.5 + (0.25 * label) / classes;
  }
  const joint = new Uint32Array(classes * classes);
  if (samples === 0) return joint;
  const total = pairwiseSum(byColumn);
  for (let at = 0; at < scaled.length; at++) scaled[at] = ((scaled[at] as number) / total) * samples;
  for (let label = 0; label < classes; label++) {
    const at = label * classes;
    joint.set(roundKeepingSum(scaled.subarray(at, at + classes)), at);
    if (label % STEP === 0) yield 0.75 + (0.25 * label) / classes;
  }
  return joint;
}

function scaleRow(
  confident: Uint32Array,
  label: number,
  counts: Uint32Array,
  scaled: Float64Array,
  byColumn: Float64Array,
): void {
  const classes = counts.length;
  const from = label * classes;
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += confident[from + k] as number;
  for (let k = 0; k < classes; k++) {
    const value = ((confident[from + k] as number) / sum) * (counts[label] as number);
    scaled[from + k] = value;
    byColumn[k * classes + label] = value;
  }
}

/** Samples that are of another class than their label says, by the joint. */
export function offDiagonal(joint: Uint32Array, classes: number): number {
  let sum = 0;
  for (let at = 0; at < joint.length; at++) if (at % (classes + 1) !== 0) sum += joint[at] as number;
  return sum;
}
