import { RANGE_TOLERANCE } from './detect-values.ts';
import { createPauses } from './prediction-file.ts';
import { toProbabilities } from './to-probabilities.ts';

export interface MadeProbabilities {
  /** n × classes. */
  readonly values: Float32Array;
  /** What they were made from. */
  readonly from: 'probabilities' | 'logits';
}

/**
 * Makes probabilities of what a model gave: all numbers in [0, 1] are probabilities, or scores of each class by itself, as they
 * are; else they are logits. One number alone is that of the second of two classes.
 * @param values n × width; used up @throws AbortError
 */
export async function makeProbabilities(values: Float32Array, width: number, signal: AbortSignal): Promise<MadeProbabilities> {
  const pause = createPauses(signal);
  let isUnit = true;
  for (let start = 0; isUnit && start < values.length; start += width) {
    await pause();
    for (let at = start; at < start + width; at++) {
      const value = values[at] as number;
      if (value < -RANGE_TOLERANCE || value > 1 + RANGE_TOLERANCE) isUnit = false;
    }
  }
  const from = isUnit ? 'probabilities' : 'logits';
  const all = width > 1 ? values : await withFirstOfTwo(values, isUnit, pause);
  const classes = Math.max(2, width);
  for (let start = 0; !isUnit && start < all.length; start += classes) {
    await pause();
    toProbabilities(all.subarray(start, start + classes), 'logits');
  }
  return { values: all, from };
}

/** Beside a probability the rest of it, beside a logit 0: their softmax is the sigmoid. */
async function withFirstOfTwo(
  second: Float32Array,
  isUnit: boolean,
  pause: () => Promise<void> | undefined,
): Promise<Float32Array> {
  const both = new Float32Array(second.length * 2);
  for (const [row, value] of second.entries()) {
    await pause();
    both[row * 2] = isUnit ? 1 - value : 0;
    both[row * 2 + 1] = value;
  }
  return both;
}
