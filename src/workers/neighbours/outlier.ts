import { percentile } from '../quality/percentile.ts';
import type { NeighbourGraph } from './calls.ts';

/** Neighbours whose mean distance is looked at. */
export const OUTLIER_K = 10;
/** Beyond the third quartile, in interquartile ranges. */
const FAR = 1.7;

export interface OutlierScores {
  /** exp(-d / median) of the mean distance d to the nearest: lower = farther off. NaN for a sample alone. */
  readonly scores: Float32Array<ArrayBuffer>;
  /** Q3 + 1.7 IQR as a score. */
  readonly cut: number;
}

/** @returns mean distance of each sample to its nearest, at most OUTLIER_K of them; NaN where there are none */
export function meanDistances({ distances, k, ids }: NeighbourGraph): Float64Array {
  const means = new Float64Array(ids.length);
  for (let row = 0; row < ids.length; row++) {
    let sum = 0;
    let count = 0;
    for (; count < Math.min(k, OUTLIER_K); count++) {
      const distance = distances[row * k + count] as number;
      if (Number.isNaN(distance)) break;
      sum += distance;
    }
    means[row] = sum / count;
  }
  return means;
}

/**
 * Outliers by distance to their nearest neighbours, as cleanlab's Datalab scores and cuts them [cleanlab 2.x,
 * internal/outlier.py and datalab/internal/issue_manager/outlier.py; Kuan & Mueller 2022].
 * Where more than half of the samples lie in crowds of equal ones, the typical distance would be 0 and everything else an
 * outlier: then median and quartiles are those of the others.
 */
export function outlierScores(means: Float64Array): OutlierScores {
  const known = means.filter((mean) => !Number.isNaN(mean)).sort();
  const isCrowded = known.length > 0 && quantile(known, 0.5) === 0;
  const apart = isCrowded ? known.filter((mean) => mean > 0) : known;
  if (apart.length === 0) return { scores: Float32Array.from(means, (mean) => (Number.isNaN(mean) ? mean : 1)), cut: 0 };
  const median = quantile(apart, 0.5);
  const upper = quantile(apart, 0.75);
  const limit = upper + FAR * (upper - quantile(apart, 0.25));
  return { scores: Float32Array.from(means, (mean) => Math.exp(-mean / median)), cut: Math.exp(-limit / median) };
}

/** As numpy has it. @param sorted ascending, not empty */
export function quantile(sorted: Float64Array, share: number): number {
  return percentile((rank) => sorted[rank] as number, sorted.length, share);
}
