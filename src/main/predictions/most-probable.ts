import { createPauses } from './prediction-file.ts';
import type { RunArrays } from './write-run-files.ts';

export interface ProbableSamples {
  readonly classes: readonly string[];
  /** Ascending. */
  readonly ids: Uint32Array;
  /** ids × classes; used up: rows that are kept move to the front. */
  readonly values: Float32Array;
}

/**
 * Makes a run of probabilities: the most probable class of each sample, the first of several, and how probable it is. Rows that
 * start with NaN are left out, and those of `without`.
 * @throws AbortError
 */
export async function mostProbable(
  { classes, ids, values }: ProbableSamples,
  without: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<RunArrays> {
  const pause = createPauses(signal);
  const width = classes.length;
  const kept = new Uint32Array(ids.length);
  const predicted = new Int32Array(ids.length);
  const confidence = new Float32Array(ids.length);
  let count = 0;
  for (let row = 0; row < ids.length; row++) {
    await pause();
    const start = row * width;
    if (Number.isNaN(values[start]) || without.has(row)) continue;
    let best = 0;
    for (let k = 1; k < width; k++) if ((values[start + k] as number) > (values[start + best] as number)) best = k;
    kept[count] = ids[row] as number;
    predicted[count] = best;
    confidence[count] = values[start + best] as number;
    values.copyWithin(count * width, start, start + width);
    count += 1;
  }
  return {
    classes,
    ids: kept.subarray(0, count),
    predicted: predicted.subarray(0, count),
    confidence: confidence.subarray(0, count),
    probabilities: values.subarray(0, count * width),
  };
}
