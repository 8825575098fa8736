import type { Steps } from '../duplicates/steps.ts';
import { assign, kMeans } from './k-means.ts';
import { seededSample } from './seeded-sample.ts';

const CLUSTERS = 20;
/** Rows that clusters are found among; the others are only assigned. */
const CLUSTERED_ROWS = 5000;
/** Rows assigned between two yields. */
const STEP = 256;

/**
 * How typical a sample is: closeness 1 / (1 + d) to the centre of its cluster, by the largest there is [FiftyOne Brain,
 * compute_representativeness, method cluster-center; k-means of 20 instead of mean shift].
 * @param rows points by place @param places of the samples
 * @returns values in (0, 1], 1 = the most typical of all
 */
export function* representativeness(
  rows: Float32Array,
  dimensions: number,
  places: Uint32Array,
  seed: number,
): Steps<Float32Array<ArrayBuffer>> {
  const picked = seededSample(places.length, CLUSTERED_ROWS, seed);
  const sample = pointsAt(
    rows,
    dimensions,
    picked.map((i) => places[i] as number),
  );
  const { centres } = yield* kMeans(sample, dimensions, CLUSTERS, seed);
  const closeness = new Float32Array(places.length);
  let largest = 0;
  for (let from = 0; from < places.length; from += STEP) {
    const { squares } = yield* assign(pointsAt(rows, dimensions, places.subarray(from, from + STEP)), centres, dimensions);
    for (const [i, square] of squares.entries()) {
      const close = 1 / (1 + Math.sqrt(square));
      closeness[from + i] = close;
      largest = Math.max(largest, close);
    }
    yield from / places.length;
  }
  return closeness.map((close) => close / largest);
}

function pointsAt(rows: Float32Array, dimensions: number, places: Uint32Array): Float64Array {
  const points = new Float64Array(places.length * dimensions);
  for (const [i, place] of places.entries())
    points.set(rows.subarray(place * dimensions, (place + 1) * dimensions), i * dimensions);
  return points;
}
