import type { Steps } from '../duplicates/steps.ts';
import { flagLargest } from './flag-largest.ts';
import type { Probabilities } from './probabilities.ts';

/** Scores compared between two yields: a few milliseconds. */
const STEP = 200_000;

export interface Pruning {
  readonly probabilities: Probabilities;
  /** Rows by label, ascending; labels of a single sample are left alone. */
  readonly rowsOf: readonly Uint32Array[];
  /** Classes × classes: how many samples of each label (row) are of each class (column), see `keepOne`. */
  readonly joint: Uint32Array;
  /** By sample; set where it looks wrong. */
  readonly flags: Uint8Array;
}

/**
 * The joint with at least one right sample of each label: where there would be none, each class that takes some of them takes
 * equally less [cleanlab filter.py].
 */
export function keepOne(joint: Uint32Array, classes: number): Uint32Array<ArrayBuffer> {
  const kept = Uint32Array.from(joint);
  for (let label = 0; label < classes; label++) {
    const diagonal = label * (classes + 1);
    if (joint[diagonal] !== 0) continue;
    const row = kept.subarray(label * classes, (label + 1) * classes);
    // cleanlab takes the empty diagonal for one of those that take.
    const less = 1 / Math.max(1, row.filter((count) => count > 0).length - 1);
    for (let k = 0; k < classes; k++) row[k] = Math.max(0, Math.trunc((row[k] as number) - less));
    kept[diagonal] = 1;
  }
  return kept;
}

/** Of each label as many as the joint says are of other classes: those where the label's own probability is least. */
export function* pruneByClass({ probabilities, rowsOf, joint, flags }: Pruning): Steps<void> {
  const { classes, values } = probabilities;
  const [scores, scratch] = scoreBuffers(rowsOf);
  for (let label = 0; label < classes; label++) {
    const rows = rowsOf[label] as Uint32Array;
    const wrong = rows.length - (joint[label * (classes + 1)] as number);
    if (rows.length < 2 || wrong < 1) continue;
    for (let i = 0; i < rows.length; i++) scores[i] = -(values[(rows[i] as number) * classes + label] as number);
    flagLargest(scores, wrong, rows, flags, scratch);
    yield label / classes;
  }
}

/** Of each label, for each other class as many as the joint says: those where that class is most above the label's own. */
export function* pruneByNoiseRate({ probabilities, rowsOf, joint, flags }: Pruning): Steps<void> {
  const { classes, values } = probabilities;
  const [scores, scratch] = scoreBuffers(rowsOf);
  let compared = 0;
  for (let label = 0; label < classes; label++) {
    const rows = rowsOf[label] as Uint32Array;
    if (rows.length < 2) continue;
    for (let k = 0; k < classes; k++) {
      const wrong = joint[label * classes + k] as number;
      if (k === label || wrong === 0) continue;
      putMargins(values, classes, rows, label, k, scores);
      flagLargest(scores, wrong, rows, flags, scratch);
      compared += rows.length;
      if (compared < STEP) continue;
      compared = 0;
      yield (label + k / classes) / classes;
    }
  }
}

function putMargins(
  values: Float32Array,
  classes: number,
  rows: Uint32Array,
  label: number,
  k: number,
  scores: Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const at = (rows[i] as number) * classes;
    scores[i] = (values[at + k] as number) - (values[at + label] as number);
  }
}

function scoreBuffers(rowsOf: readonly Uint32Array[]): readonly [Float64Array, Float64Array] {
  const most = Math.max(0, ...rowsOf.map(({ length }) => length));
  return [new Float64Array(most), new Float64Array(most)];
}
