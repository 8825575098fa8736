import { RANGE_TOLERANCE } from './detect-values.ts';
import { createPauses } from './prediction-file.ts';
import { toProbabilities } from './to-probabilities.ts';

/**
 * Makes probabilities of what a model gave, in place: all numbers in [0, 1] are probabilities, or scores of each class by itself,
 * as they are; else they are logits. @param values n × width @returns which they were @throws AbortError
 */
export async function makeProbabilities(
  values: Float32Array,
  width: number,
  signal: AbortSignal,
): Promise<'probabilities' | 'logits'> {
  const pause = createPauses(signal);
  let isUnit = true;
  for (let start = 0; isUnit && start < values.length; start += width) {
    await pause();
    for (let at = start; at < start + width; at++) {
      const value = values[at] as number;
      if (value < -RANGE_TOLERANCE || value > 1 + RANGE_TOLERANCE) isUnit = false;
    }
  }
  if (isUnit) return 'probabilities';
  for (let start = 0; start < values.length; start += width) {
    await pause();
    toProbabilities(values.subarray(start, start + width), 'logits');
  }
  return 'logits';
}
