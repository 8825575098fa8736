import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourCalls, NeighbourGraph } from './calls.ts';
import { indexOfSample } from './space.ts';

/** Samples between two yields. */
const STEP = 5000;
/** Distances that are told apart when pairs are ordered. */
const DISTANCES = 1 << 16;

/**
 * Pairs of samples nearer than a distance among the k nearest of either, each once, the least id in `a`. The nearest come
 * first, to a 65,536th of the distance; then by the sample that has the other among its nearest. In linear time: there are up
 * to k million of them.
 */
export function* closePairs(
  graph: NeighbourGraph,
  maxDistance: number,
  k: number,
): Steps<NeighbourCalls['closePairs']['output']> {
  const { ids, neighbours, distances } = graph;
  const near = { graph, maxDistance, width: Math.min(k, graph.k) };
  const entries = new Uint32Array(ids.length * near.width);
  const counts = new Uint32Array(DISTANCES + 1);
  let count = 0;
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    for (let entry = row * graph.k; entry < row * graph.k + near.width; entry++) {
      // Holes are NaN.
      if (!((distances[entry] as number) < maxDistance)) break;
      const other = neighbours[entry] as number;
      // The lesser of both tells of it, where both could.
      if (other < id && isNear(near, indexOfSample(ids, other), id)) continue;
      entries[count++] = entry;
      const after = bucketOf(distances[entry] as number, maxDistance) + 1;
      counts[after] = (counts[after] as number) + 1;
    }
    if (row % STEP === 0) yield row / ids.length;
  }
  for (let bucket = 0; bucket < DISTANCES; bucket++)
    counts[bucket + 1] = (counts[bucket + 1] as number) + (counts[bucket] as number);
  const pairs = { a: new Uint32Array(count), b: new Uint32Array(count), distances: new Float32Array(count) };
  for (let i = 0; i < count; i++) {
    const entry = entries[i] as number;
    const bucket = bucketOf(distances[entry] as number, maxDistance);
    const at = counts[bucket] as number;
    counts[bucket] = at + 1;
    const id = ids[Math.floor(entry / graph.k)] as number;
    const other = neighbours[entry] as number;
    pairs.a[at] = Math.min(id, other);
    pairs.b[at] = Math.max(id, other);
    pairs.distances[at] = distances[entry] as number;
    if (i % STEP === 0) yield 1;
  }
  return pairs;
}

/** Rounding can make a distance less than 0. */
function bucketOf(distance: number, maxDistance: number): number {
  return Math.min(DISTANCES - 1, Math.max(0, Math.floor((distance / maxDistance) * DISTANCES)));
}

interface Near {
  readonly graph: NeighbourGraph;
  readonly maxDistance: number;
  /** Nearest of each row that count. */
  readonly width: number;
}

function isNear({ graph, maxDistance, width }: Near, row: number, id: number): boolean {
  for (let entry = row * graph.k; entry < row * graph.k + width; entry++) {
    if (!((graph.distances[entry] as number) < maxDistance)) return false;
    if (graph.neighbours[entry] === id) return true;
  }
  return false;
}
