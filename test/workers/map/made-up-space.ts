import { seededRandom } from '../../../src/workers/map/random.ts';
import type { NeighbourGraph } from '../../../src/workers/neighbours/calls.ts';

export interface MadeUpSpace {
  readonly dimensions: number;
  /** Rows of length 1. */
  readonly vectors: Float32Array<ArrayBuffer>;
}

/** Clusters of vectors around random directions; row i is of cluster i modulo their number. */
export function madeUpSpace(rows: number, { clusters = 8, dimensions = 16, spread = 0.35, seed = 1 } = {}): MadeUpSpace {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const centres = Array.from({ length: clusters }, () => Array.from({ length: dimensions }, normal));
  const vectors = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row++) {
    const vector = (centres[row % clusters] ?? []).map((value) => value + spread * normal());
    const length = Math.hypot(...vector);
    vectors.set(
      vector.map((value) => value / length),
      row * dimensions,
    );
  }
  return { dimensions, vectors };
}

/** The exact graph, by comparing all with all. @param ids of the rows, ascending; 1, 2, 3 … where absent */
export function exactGraph({ dimensions, vectors }: MadeUpSpace, k: number, ids?: Uint32Array<ArrayBuffer>): NeighbourGraph {
  const rows = vectors.length / dimensions;
  const named = ids ?? Uint32Array.from({ length: rows }, (_, row) => row + 1);
  const neighbours = new Uint32Array(rows * k);
  const distances = new Float32Array(rows * k).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    const to = Array.from({ length: rows }, (_, other) => ({ other, distance: cosineDistance(vectors, dimensions, row, other) }));
    const nearest = to.filter(({ other }) => other !== row).sort((a, b) => a.distance - b.distance || a.other - b.other);
    nearest.slice(0, k).forEach(({ other, distance }, j) => {
      neighbours[row * k + j] = named[other] ?? 0;
      distances[row * k + j] = distance;
    });
  }
  return { ids: named, k, neighbours, distances };
}

function cosineDistance(vectors: Float32Array, dimensions: number, a: number, b: number): number {
  let dot = 0;
  for (let d = 0; d < dimensions; d++) dot += (vectors[a * dimensions + d] ?? 0) * (vectors[b * dimensions + d] ?? 0);
  return 1 - dot;
}
