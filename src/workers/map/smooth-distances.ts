import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourRows } from './neighbour-rows.ts';

/** Per row what turns its distances into memberships: exp(-(distance - rho) / sigma), 1 below rho. */
export interface SmoothDistances {
  readonly rho: Float32Array;
  readonly sigma: Float32Array;
}

const TOLERANCE = 1e-5;
const MOST_TRIES = 64;
/** sigma is at least this share of the mean distance. */
const LEAST_SIGMA = 1e-3;
const ROWS_A_STEP = 2000;

/**
 * For each row the distance of its nearest other (rho), and the scale (sigma) by which the memberships of its neighbours sum up
 * to log2(k + 1): smooth_knn_dist of umap-learn for k + 1 neighbours, who count a sample as its own first. [McInnes 2018]
 */
export function* smoothDistances({ rows, k, counts, distances }: NeighbourRows): Steps<SmoothDistances> {
  const rho = new Float32Array(rows);
  const sigma = new Float32Array(rows);
  const target = Math.log2(k + 1);
  const meanOfAll = mean(distances, 0, distances.length, rows * (k + 1));
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield row / rows;
    const from = row * k;
    const upto = from + (counts[row] as number);
    let nearest = 0;
    for (let at = from; at < upto && nearest === 0; at++) nearest = distances[at] as number;
    rho[row] = nearest;
    const meanDistance = nearest > 0 ? mean(distances, from, upto, upto - from + 1) : meanOfAll;
    sigma[row] = Math.max(scaleFor(distances, from, upto, nearest, target), LEAST_SIGMA * meanDistance);
  }
  return { rho, sigma };
}

function mean(values: Float32Array, from: number, upto: number, count: number): number {
  let sum = 0;
  for (let at = from; at < upto; at++) sum += values[at] as number;
  return count === 0 ? 0 : sum / count;
}

/** Newton's method, kept between bounds that bisection gives: a third of the steps of bisection alone. */
function scaleFor(distances: Float32Array, from: number, upto: number, rho: number, target: number): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let scale = startingScale(distances, upto, rho);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    let sum = 0;
    let slope = 0;
    for (let at = from; at < upto; at++) {
      const beyond = (distances[at] as number) - rho;
      const membership = beyond > 0 ? Math.exp(-beyond / scale) : 1;
      sum += membership;
      if (beyond > 0) slope += (membership * beyond) / (scale * scale);
    }
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = scale;
    else low = scale;
    const newton = scale - (sum - target) / slope;
    if (newton > low && newton < high) scale = newton;
    else scale = high === Number.POSITIVE_INFINITY ? scale * 2 : (low + high) / 2;
  }
  return scale;
}

/** Near where it ends: a share of how far the neighbours spread. */
function startingScale(distances: Float32Array, upto: number, rho: number): number {
  const spread = upto === 0 ? 0 : (distances[upto - 1] as number) - rho;
  return spread > 0 ? spread / 2 : 1;
}
