import type { Keypoints } from './keypoints.ts';
import type { Matches } from './matches.ts';

/** Takes a place of one picture to that of another: x' = a·x - b·y + dx, y' = b·x + a·y + dy (turned, scaled, moved). */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly dx: number;
  readonly dy: number;
}

export interface FittedSimilarity {
  readonly transform: Similarity;
  /** Matches that agree with it. */
  readonly inliers: number;
}

/** Pixels that a place may be off: about one of a 100 px wide picture. */
const TOLERANCE = 3.5;
const TRIES = 300;
const LEAST_SCALE = 0.4;
/** Two places closer than this tell no scale. */
const LEAST_APART = 20;

export const scaleOf = ({ a, b }: Similarity): number => Math.hypot(a, b);
/** Radians. */
export const turnOf = ({ a, b }: Similarity): number => Math.atan2(b, a);

/** The transform that most matches agree with (RANSAC, seeded), fitted to these by least squares; null where none is. */
export function fitSimilarity(from: Keypoints, to: Keypoints, matches: Matches): FittedSimilarity | null {
  const points = pointsOf(from, to, matches);
  if (points.count < 3) return null;
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * points.count);
  };
  let best: FittedSimilarity | null = null;
  for (let tries = 0; tries < TRIES; tries++) {
    const transform = throughTwo(points, random(), random());
    if (transform === null) continue;
    const inliers = inliersOf(points, transform).length;
    if (best === null || inliers > best.inliers) best = { transform, inliers };
  }
  return best === null ? null : refined(points, best);
}

interface Points {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly toX: Float32Array;
  readonly toY: Float32Array;
}

function pointsOf(from: Keypoints, to: Keypoints, { a, b }: Matches): Points {
  return {
    count: a.length,
    x: Float32Array.from(a, (k) => from.x[k] as number),
    y: Float32Array.from(a, (k) => from.y[k] as number),
    toX: Float32Array.from(b, (k) => to.x[k] as number),
    toY: Float32Array.from(b, (k) => to.y[k] as number),
  };
}

function throughTwo({ x, y, toX, toY }: Points, i: number, j: number): Similarity | null {
  const [fx, fy] = [(x[j] as number) - (x[i] as number), (y[j] as number) - (y[i] as number)];
  const [tx, ty] = [(toX[j] as number) - (toX[i] as number), (toY[j] as number) - (toY[i] as number)];
  const squared = fx * fx + fy * fy;
  if (squared < LEAST_APART * LEAST_APART) return null;
  const [a, b] = [(fx * tx + fy * ty) / squared, (fx * ty - fy * tx) / squared];
  const scale = Math.hypot(a, b);
  if (scale < LEAST_SCALE || scale > 1 / LEAST_SCALE) return null;
  return {
    a,
    b,
    dx: (toX[i] as number) - a * (x[i] as number) + b * (y[i] as number),
    dy: (toY[i] as number) - b * (x[i] as number) - a * (y[i] as number),
  };
}

function inliersOf({ count, x, y, toX, toY }: Points, { a, b, dx, dy }: Similarity): readonly number[] {
  // Measured in whichever picture is shown larger.
  const tolerance = TOLERANCE * Math.max(1, Math.hypot(a, b));
  const found: number[] = [];
  for (let k = 0; k < count; k++) {
    const offX = a * (x[k] as number) - b * (y[k] as number) + dx - (toX[k] as number);
    const offY = b * (x[k] as number) + a * (y[k] as number) + dy - (toY[k] as number);
    if (offX * offX + offY * offY <= tolerance * tolerance) found.push(k);
  }
  return found;
}

/** Fitted to its inliers, twice, as long as that loses none. */
function refined(points: Points, first: FittedSimilarity): FittedSimilarity {
  let best = first;
  for (let round = 0; round < 2; round++) {
    const transform = leastSquares(points, inliersOf(points, best.transform));
    if (transform === null) return best;
    const inliers = inliersOf(points, transform).length;
    if (inliers < best.inliers) return best;
    best = { transform, inliers };
  }
  return best;
}

function leastSquares({ x, y, toX, toY }: Points, chosen: readonly number[]): Similarity | null {
  const mean = (values: Float32Array): number => chosen.reduce((sum, k) => sum + (values[k] as number), 0) / chosen.length;
  const [mx, my, mtx, mty] = [mean(x), mean(y), mean(toX), mean(toY)];
  let [along, across, squared] = [0, 0, 0];
  for (const k of chosen) {
    const [fx, fy] = [(x[k] as number) - mx, (y[k] as number) - my];
    const [tx, ty] = [(toX[k] as number) - mtx, (toY[k] as number) - mty];
    along += fx * tx + fy * ty;
    across += fx * ty - fy * tx;
    squared += fx * fx + fy * fy;
  }
  if (squared === 0) return null;
  const [a, b] = [along / squared, across / squared];
  return { a, b, dx: mtx - a * mx + b * my, dy: mty - b * mx - a * my };
}
