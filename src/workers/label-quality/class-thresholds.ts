import type { Steps } from '../duplicates/steps.ts';
import { type Labels, NO_CLASS, type Probabilities } from './probabilities.ts';

/** Samples between two yields. */
const STEP = 100_000;
const LEAST = 2e-6;
/** Above any probability: nothing is confidently of a class that no label names. */
const UNREACHED = 2;

export interface ClassThresholds {
  /** By class. */
  readonly thresholds: Float64Array<ArrayBuffer>;
  /** Samples by label. */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/**
 * How probable a class is, on average, where the label says that it is this class: what makes a sample confidently of it
 * [Northcutt et al. 2021, eq. 2; cleanlab count.py].
 * @param given labels of those that take part
 */
export function* classThresholds({ classes, values }: Probabilities, given: Labels): Steps<ClassThresholds> {
  const sums = new Float64Array(classes);
  const counts = new Uint32Array(classes);
  for (let row = 0; row < given.length; row++) {
    if (row % STEP === 0) yield row / given.length;
    const label = given[row] as number;
    if (label === NO_CLASS) continue;
    sums[label] = (sums[label] as number) + (values[row * classes + label] as number);
    counts[label] = (counts[label] as number) + 1;
  }
  const thresholds = sums.map((sum, k) => (counts[k] === 0 ? UNREACHED : Math.max(LEAST, sum / (counts[k] as number))));
  return { thresholds, counts };
}
