import type { NeighbourGraph } from './calls.ts';

/** Of the nearest, the second and the third nearest. */
const WEIGHTS = [0.6, 0.3, 0.1] as const;

/**
 * How little a sample is like any other: its weighted distance to the three nearest others by the largest there is
 * [FiftyOne Brain, compute_uniqueness]. Where there are fewer, their weights count in full; NaN for a sample alone.
 * @returns values in [0, 1]
 */
export function uniqueness({ ids, distances, k }: NeighbourGraph): Float32Array<ArrayBuffer> {
  const raw = new Float64Array(ids.length);
  let largest = 0;
  for (let row = 0; row < ids.length; row++) {
    let sum = 0;
    let weights = 0;
    for (let i = 0; i < Math.min(k, WEIGHTS.length); i++) {
      const distance = distances[row * k + i] as number;
      if (Number.isNaN(distance)) break;
      const weight = WEIGHTS[i] as number;
      sum += weight * distance;
      weights += weight;
    }
    raw[row] = weights === 0 ? Number.NaN : sum / weights;
    if ((raw[row] as number) > largest) largest = raw[row] as number;
  }
  return Float32Array.from(raw, (value) => (largest === 0 ? value : value / largest));
}
