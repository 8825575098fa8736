import type { Steps } from '../duplicates/steps.ts';
import { seededRandom } from '../map/random.ts';
import { crossProducts, transposed } from './cross-products.ts';
import type { Matrix } from './matrix.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Directions beyond those asked for, so that the last ones asked for settle too. */
const MORE = 16;
const ITERATIONS = 12;
const SEED = 1;

export interface PrincipalComponents {
  /** Of all rows, by column. */
  readonly mean: Float64Array;
  /** count × dimensions, of length 1, the largest variance first; the largest number of each is positive. */
  readonly directions: Float64Array;
  /** Along each direction; there are fewer than asked for where the rows have no more. */
  readonly variances: Float64Array;
}

/** Multiplies each row of a block by the rows' covariance. */
type Multiply = (block: Float64Array) => Steps<Float64Array>;

/**
 * Leading principal components of a sample of rows by subspace iteration with Rayleigh-Ritz (Halko, Martinsson & Tropp 2011,
 * 4.4; Saad, Numerical Methods for Large Eigenvalue Problems, 5.2). Same rows, same bytes.
 */
export function* principalComponents({ values, dimensions }: Matrix, count: number): Steps<PrincipalComponents> {
  const rows = values.length / dimensions;
  const mean = meanOf(values, dimensions);
  yield 0;
  const centred = lessMean(values, mean);
  yield 0;
  const wanted = Math.max(0, Math.min(count, dimensions, rows - 1));
  const width = Math.min(wanted + MORE, dimensions, Math.max(1, rows - 1));
  const isDense =
    rows * dimensions * dimensions + ITERATIONS * width * dimensions ** 2 < 2 * ITERATIONS * width * rows * dimensions;
  const matrix = isDense ? yield* covariance(centred, dimensions) : null;
  const multiply: Multiply = matrix === null ? byRows(centred, dimensions) : (rows) => crossProducts(rows, matrix, dimensions);

  let block = randomBlock(width, dimensions);
  for (let round = 0; round < ITERATIONS; round++) {
    yield* orthonormalize(block, dimensions);
    block = yield* multiply(block);
    yield round / ITERATIONS;
  }
  yield* orthonormalize(block, dimensions);
  return yield* ritz(block, yield* multiply(block), { mean, dimensions, wanted });
}

function meanOf(values: Float32Array, dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  for (let row = 0; row < values.length; row += dimensions) {
    for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] as number) + (values[row + i] as number);
  }
  return mean.map((sum) => sum / Math.max(1, values.length / dimensions));
}

function lessMean(values: Float32Array, mean: Float64Array): Float64Array {
  const centred = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += mean.length) {
    for (let i = 0; i < mean.length; i++) centred[row + i] = (values[row + i] as number) - (mean[i] as number);
  }
  return centred;
}

function randomBlock(width: number, dimensions: number): Float64Array {
  const random = seededRandom(SEED);
  return Float64Array.from({ length: width * dimensions }, () => random() - 0.5);
}

/** Without the matrix of covariances: cheaper where rows or directions are few. */
function byRows(centred: Float64Array, dimensions: number): Multiply {
  const rows = centred.length / dimensions;
  const columns = transposed(centred, dimensions);
  return function* (block) {
    const along = yield* crossProducts(block, centred, dimensions);
    for (let i = 0; i < along.length; i++) along[i] = (along[i] as number) / rows;
    return yield* crossProducts(along, columns, rows);
  };
}

function* covariance(centred: Float64Array, dimensions: number): Steps<Float64Array> {
  const columns = transposed(centred, dimensions);
  const rows = centred.length / dimensions;
  const sums = yield* crossProducts(columns, columns, rows);
  return sums.map((sum) => sum / rows);
}

function dotAt(a: Float64Array, atA: number, b: Float64Array, atB: number, dimensions: number): number {
  let s0 = 0;
  let s1 = 0;
  let i = 0;
  for (; i + 2 <= dimensions; i += 2) {
    s0 += (a[atA + i] as number) * (b[atB + i] as number);
    s1 += (a[atA + i + 1] as number) * (b[atB + i + 1] as number);
  }
  if (i < dimensions) s0 += (a[atA + i] as number) * (b[atB + i] as number);
  return s0 + s1;
}

/** Modified Gram-Schmidt, twice for what rounding leaves; rows that depend on those before become zeros. */
function* orthonormalize(block: Float64Array, dimensions: number): Steps<void> {
  for (let start = 0; start < block.length; start += dimensions) {
    const before = Math.sqrt(dotAt(block, start, block, start, dimensions));
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < start; other += dimensions) {
        const along = dotAt(block, start, block, other, dimensions);
        for (let i = 0; i < dimensions; i++) {
          block[start + i] = (block[start + i] as number) - along * (block[other + i] as number);
        }
      }
    }
    const length = Math.sqrt(dotAt(block, start, block, start, dimensions));
    const scale = length > before * 1e-10 ? 1 / length : 0;
    for (let i = start; i < start + dimensions; i++) block[i] = (block[i] as number) * scale;
    yield 0;
  }
}

/** The best directions within the block's span, with their variances. */
function* ritz(
  block: Float64Array,
  product: Float64Array,
  { mean, dimensions, wanted }: { readonly mean: Float64Array; readonly dimensions: number; readonly wanted: number },
): Steps<PrincipalComponents> {
  const width = block.length / dimensions;
  const { values, vectors } = yield* symmetricEigen(symmetric(yield* crossProducts(block, product, dimensions), width), width);
  const largest = values[0] ?? 0;
  const kept = values.findIndex((value, i) => i >= wanted || value <= largest * 1e-9 || value <= 0);
  const count = kept === -1 ? Math.min(wanted, width) : kept;
  const directions = yield* crossProducts(vectors.subarray(0, count * width), transposed(block, dimensions), width);
  for (let i = 0; i < count; i++) makeLargestPositive(directions.subarray(i * dimensions, (i + 1) * dimensions));
  return { mean, directions, variances: values.slice(0, count) };
}

/** Without what rounding made of it. */
function symmetric(matrix: Float64Array, n: number): Float64Array {
  return matrix.map((value, at) => (value + (matrix[(at % n) * n + Math.floor(at / n)] as number)) / 2);
}

function makeLargestPositive(direction: Float64Array): void {
  let largest = 0;
  for (const value of direction) if (Math.abs(value) > Math.abs(largest)) largest = value;
  if (largest < 0) for (let i = 0; i < direction.length; i++) direction[i] = -(direction[i] as number);
}
