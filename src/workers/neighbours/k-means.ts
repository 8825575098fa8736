import type { Steps } from '../duplicates/steps.ts';
import { seededRandom } from '../map/random.ts';
import { crossProducts } from './cross-products.ts';

const ITERATIONS = 20;

export interface Clusters {
  /** count × dimensions. */
  readonly centres: Float64Array;
  /** Sum of squared distances to the nearest centre. */
  readonly inertia: number;
}

/** Squared distance to the nearest centre, and which it is. */
export interface Assignment {
  readonly nearest: Uint32Array;
  readonly squares: Float64Array;
}

/**
 * k-means (Lloyd 1982) from seeds picked by greedy k-means++ (Arthur & Vassilvitskii 2007; as scikit-learn does it).
 * @param rows n × dimensions
 * @param count clusters; no more are made than rows differ
 */
export function* kMeans(rows: Float64Array, dimensions: number, count: number, seed: number): Steps<Clusters> {
  let centres = yield* seeds(rows, dimensions, count, seed);
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ITERATIONS; round++) {
    const assigned = yield* assign(rows, centres, dimensions);
    const inertia = sum(assigned.squares);
    if (inertia >= before * (1 - 1e-4)) return { centres, inertia };
    before = inertia;
    centres = means(rows, dimensions, assigned, centres);
    yield round / ITERATIONS;
  }
  return { centres, inertia: sum((yield* assign(rows, centres, dimensions)).squares) };
}

/** Each next seed is the best of a few candidates, picked by squared distance to the seeds there are. */
function* seeds(rows: Float64Array, dimensions: number, count: number, seed: number): Steps<Float64Array> {
  const random = seededRandom(seed);
  const n = rows.length / dimensions;
  const tries = 2 + Math.floor(Math.log(count));
  const picked = [Math.floor(random() * n)];
  let squares = (yield* assign(rows, rowsAt(rows, dimensions, picked), dimensions)).squares;
  while (picked.length < count) {
    const total = sum(squares);
    if (total <= 1e-12 * n) break;
    const candidates = Array.from({ length: tries }, () => rowAtShare(squares, random() * total));
    const apart = yield* squaredDistances(rows, rowsAt(rows, dimensions, candidates), dimensions);
    let best = { at: 0, total: Number.POSITIVE_INFINITY, squares };
    for (let at = 0; at < tries; at++) {
      const nearer = squares.map((square, row) => Math.min(square, apart[row * tries + at] as number));
      const total = sum(nearer);
      if (total < best.total) best = { at, total, squares: nearer };
    }
    picked.push(candidates[best.at] as number);
    squares = best.squares;
    yield 0;
  }
  return rowsAt(rows, dimensions, picked);
}

/** Finds each row's nearest centre. */
export function* assign(rows: Float64Array, centres: Float64Array, dimensions: number): Steps<Assignment> {
  const apart = yield* squaredDistances(rows, centres, dimensions);
  const count = centres.length / dimensions;
  const n = rows.length / dimensions;
  const nearest = new Uint32Array(n);
  const squares = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let best = 0;
    for (let c = 1; c < count; c++) if ((apart[row * count + c] as number) < (apart[row * count + best] as number)) best = c;
    nearest[row] = best;
    squares[row] = apart[row * count + best] as number;
  }
  return { nearest, squares };
}

/** rows × centres; never negative. */
function* squaredDistances(rows: Float64Array, centres: Float64Array, dimensions: number): Steps<Float64Array> {
  const products = yield* crossProducts(rows, centres, dimensions);
  const ofRows = squaredLengths(rows, dimensions);
  const ofCentres = squaredLengths(centres, dimensions);
  const count = ofCentres.length;
  for (let row = 0; row < ofRows.length; row++) {
    for (let c = 0; c < count; c++) {
      const at = row * count + c;
      products[at] = Math.max(0, (ofRows[row] as number) + (ofCentres[c] as number) - 2 * (products[at] as number));
    }
  }
  return products;
}

function squaredLengths(rows: Float64Array, dimensions: number): Float64Array {
  const lengths = new Float64Array(rows.length / dimensions);
  for (let row = 0; row < lengths.length; row++) {
    let square = 0;
    for (let i = row * dimensions; i < (row + 1) * dimensions; i++) square += (rows[i] as number) ** 2;
    lengths[row] = square;
  }
  return lengths;
}

/** Means of the rows of each centre; one that has none stays where it is. */
function means(rows: Float64Array, dimensions: number, { nearest }: Assignment, centres: Float64Array): Float64Array {
  const sums = new Float64Array(centres.length);
  const counts = new Uint32Array(centres.length / dimensions);
  for (let row = 0; row < nearest.length; row++) {
    const c = nearest[row] as number;
    counts[c] = (counts[c] as number) + 1;
    for (let i = 0; i < dimensions; i++) {
      sums[c * dimensions + i] = (sums[c * dimensions + i] as number) + (rows[row * dimensions + i] as number);
    }
  }
  return sums.map((value, at) => {
    const rowsOfIt = counts[Math.floor(at / dimensions)] as number;
    return rowsOfIt === 0 ? (centres[at] as number) : value / rowsOfIt;
  });
}

function rowsAt(rows: Float64Array, dimensions: number, picked: readonly number[]): Float64Array {
  const found = new Float64Array(picked.length * dimensions);
  for (const [i, row] of picked.entries()) found.set(rows.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  return found;
}

/** The row at which the running sum of squares passes a share of it. */
function rowAtShare(squares: Float64Array, share: number): number {
  let left = share;
  for (let row = 0; row < squares.length; row++) {
    left -= squares[row] as number;
    if (left < 0) return row;
  }
  return squares.length - 1;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
