import { seededRandom } from './random.ts';

/** Side of the square that a layout starts in, as in umap-learn. */
const SIDE = 10;
/** So that samples that are all the same come apart. */
const NOISE = 1e-3;

/**
 * Where a layout starts: the first two components of each row, stretched over a square, with a little seeded noise.
 * @param vectors rows × dimensions; what is missing or not finite lies in the middle
 */
export function startPoints(
  rows: number,
  { dimensions, vectors }: { readonly dimensions: number; readonly vectors: Float32Array },
  seed: number,
): Float32Array<ArrayBuffer> {
  const points = new Float32Array(2 * rows);
  for (const axis of [0, 1]) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < rows && axis < dimensions; row++) {
      const value = vectors[row * dimensions + axis] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    for (let row = 0; row < rows; row++) {
      const value = axis < dimensions ? (vectors[row * dimensions + axis] ?? Number.NaN) : Number.NaN;
      const share = Number.isFinite(value) && high > low ? (value - low) / (high - low) : 0.5;
      points[2 * row + axis] = SIDE * share;
    }
  }
  const random = seededRandom(seed);
  for (let i = 0; i < points.length; i++) points[i] = (points[i] ?? 0) + NOISE * (2 * random() - 1);
  return points;
}
