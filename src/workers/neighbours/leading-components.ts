import type { Steps } from '../duplicates/steps.ts';
import { crossProducts } from './cross-products.ts';
import { gatherRows } from './exact-search.ts';
import { principalComponents } from './principal-components.ts';
import { seededSample } from './seeded-sample.ts';
import type { Space } from './space.ts';

/** Rows that the components of a centred space are fitted on. */
const FITTED_ROWS = 2000;
const SEED = 1;
/** Rows taken along between two yields. */
const STEP = 512;

/** Points of a space in few dimensions. */
export interface LeadingComponents {
  readonly dimensions: number;
  /** n × dimensions. */
  readonly vectors: Float32Array<ArrayBuffer>;
}

/**
 * Points with only the components of the largest variance: a half-whitened space has them in that order; a centred one is
 * turned to its principal components.
 * @param places of the samples, in the order of the answer
 * @param components null: all dimensions of the space; where there are fewer than asked for, zeros fill up
 */
export function* leadingComponents(space: Space, places: Uint32Array, components: number | null): Steps<LeadingComponents> {
  const { dimensions, points, projection } = space;
  const width = components ?? dimensions;
  const vectors = new Float32Array(places.length * width);
  const isInOrder = components === null || projection.kind === 'half-whitened';
  const directions = isInOrder ? null : yield* directionsOf(space, width);
  const found = directions === null ? Math.min(width, dimensions) : directions.length / dimensions;
  for (let from = 0; from < places.length; from += STEP) {
    const rows = gatherRows(points.rows, dimensions, places.subarray(from, from + STEP));
    const turned = directions === null ? rows : yield* crossProducts(Float64Array.from(rows), directions, dimensions);
    const stride = directions === null ? dimensions : found;
    for (let row = 0; row < rows.length / dimensions; row++) {
      vectors.set(turned.subarray(row * stride, row * stride + found), (from + row) * width);
    }
    yield from / places.length;
  }
  return { dimensions: width, vectors };
}

/** Found once for a space: grids are arranged again and again. */
const known = new WeakMap<Space, Map<number, Float64Array>>();

/** Principal components of the points of a space, one a row. */
function* directionsOf(space: Space, components: number): Steps<Float64Array> {
  const ofSpace = known.get(space) ?? new Map<number, Float64Array>();
  known.set(space, ofSpace);
  const before = ofSpace.get(components);
  if (before !== undefined) return before;
  const { dimensions, points, places } = space;
  const picked = seededSample(places.length, FITTED_ROWS, SEED).map((i) => places[i] as number);
  const sample = { values: gatherRows(points.rows, dimensions, picked), dimensions };
  const { directions } = yield* principalComponents(sample, components);
  ofSpace.set(components, directions);
  return directions;
}
