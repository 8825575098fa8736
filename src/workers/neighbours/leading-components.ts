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
 * @param places of the samples, in the order of the answer @param components null: all there are
 */
export function* leadingComponents(space: Space, places: Uint32Array, components: number | null): Steps<LeadingComponents> {
  const { dimensions, points, projection } = space;
  if (components === null || components >= dimensions) {
    return { dimensions, vectors: yield* firstOfEach(space, places, dimensions) };
  }
  if (projection.kind === 'half-whitened') {
    return { dimensions: components, vectors: yield* firstOfEach(space, places, components) };
  }
  const picked = seededSample(space.places.length, FITTED_ROWS, SEED).map((i) => space.places[i] as number);
  const sample = { values: gatherRows(points.rows, dimensions, picked), dimensions };
  const { directions } = yield* principalComponents(sample, components);
  const width = Math.max(1, directions.length / dimensions);
  const vectors = new Float32Array(places.length * width);
  for (let from = 0; from < places.length && directions.length > 0; from += STEP) {
    const rows = Float64Array.from(gatherRows(points.rows, dimensions, places.subarray(from, from + STEP)));
    vectors.set(yield* crossProducts(rows, directions, dimensions), from * width);
    yield from / places.length;
  }
  return { dimensions: width, vectors };
}

function* firstOfEach({ dimensions, points }: Space, places: Uint32Array, width: number): Steps<Float32Array<ArrayBuffer>> {
  const vectors = new Float32Array(places.length * width);
  for (const [i, place] of places.entries()) {
    vectors.set(points.rows.subarray(place * dimensions, place * dimensions + width), i * width);
    if (i % STEP === 0) yield i / places.length;
  }
  return vectors;
}
