import type { Projection } from '../../shared/embedding.ts';
import type { Steps } from '../duplicates/steps.ts';
import { crossProducts } from './cross-products.ts';
import { normalizeRows } from './half-rows.ts';
import { principalComponents } from './principal-components.ts';

/**
 * Principal components of a half-whitened space. Of 48 to 128, this many gave the best neighbours on photos of clothes, and no
 * worse ones than others on small pictures (bench/neighbours.ts).
 */
export const COMPONENTS = 64;
/** Rows that principal components are fitted on: plenty for the leading ones, and some seconds of work at most. */
export const FITTED_ROWS = 5000;

/** How vectors of a model become points of the space, fitted once on a dataset. */
export interface FittedProjection {
  readonly kind: Projection;
  /** Of the model's vectors. */
  readonly dimensions: number;
  /** Samples there were when it was fitted: with more than twice as many it is fitted anew. */
  readonly samples: number;
  readonly mean: Float64Array;
  /** Half-whitened: components × dimensions, each divided by the square root of its standard deviation. */
  readonly directions: Float64Array | null;
}

/** Dimensions of the space. */
export function spaceDimensions({ dimensions, directions }: FittedProjection): number {
  return directions === null ? dimensions : directions.length / dimensions;
}

/** @param mean of all vectors */
export function fitCentred(mean: Float64Array, samples: number): FittedProjection {
  return { kind: 'centred', dimensions: mean.length, samples, mean, directions: null };
}

/**
 * Principal components, each divided by the square root of its standard deviation: whitened half way, so that what varies most
 * counts most, but less.
 * @param rows n × dimensions, a sample of the vectors
 * @param samples all vectors there are
 */
export function* fitHalfWhitened(
  rows: Float32Array,
  dimensions: number,
  samples: number,
  components = COMPONENTS,
): Steps<FittedProjection> {
  // With nearly as many components as samples all would be about as far from each other: 60 photos have .37 of
  // their neighbours right in 56 components, .51 in 32.
  const count = Math.min(components, Math.max(1, Math.floor(rows.length / dimensions / 2)));
  const { mean, directions, variances } = yield* principalComponents({ values: rows, dimensions }, count);
  // Where nothing varies there is one dimension, in which all are zero.
  const scaled = variances.length === 0 ? new Float64Array(dimensions) : directions;
  for (let i = 0; i < variances.length; i++) {
    const scale = (variances[i] as number) ** -0.25;
    for (let at = i * dimensions; at < (i + 1) * dimensions; at++) scaled[at] = (scaled[at] as number) * scale;
  }
  return { kind: 'half-whitened', dimensions, samples, mean, directions: scaled };
}

/**
 * @param rows n × dimensions, as the model gave them; a vector of zeros stays one: it says nothing
 * @returns n × dimensions of the space, of length 1; zeros where a vector is the mean itself
 */
export function* project(rows: Float32Array, projection: FittedProjection): Steps<Float32Array<ArrayBuffer>> {
  const { dimensions, mean, directions } = projection;
  const centred = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row += dimensions) {
    if (isZero(rows, row, dimensions)) continue;
    for (let i = 0; i < dimensions; i++) centred[row + i] = (rows[row + i] as number) - (mean[i] as number);
    clearRounding(centred, row, rows, dimensions);
  }
  yield 0;
  const points = Float32Array.from(directions === null ? centred : yield* crossProducts(centred, directions, dimensions));
  normalizeRows(points, spaceDimensions(projection));
  return points;
}

function isZero(rows: Float32Array, row: number, dimensions: number): boolean {
  for (let i = row; i < row + dimensions; i++) if (rows[i] !== 0) return false;
  return true;
}

/** What is left of a vector that equals the mean but for rounding has no direction. */
function clearRounding(centred: Float64Array, row: number, rows: Float32Array, dimensions: number): void {
  let left = 0;
  let whole = 0;
  for (let i = row; i < row + dimensions; i++) {
    left += (centred[i] as number) ** 2;
    whole += (rows[i] as number) ** 2;
  }
  if (left < whole * 1e-12) centred.fill(0, row, row + dimensions);
}
