import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourCalls, NeighbourGraph } from './calls.ts';

/** Samples between two yields. */
const STEP = 5000;

/** Pairs of samples nearer than a distance among the k nearest of either, each once, the least id in `a`; by `a`, then by `b`. */
export function* closePairs(
  graph: NeighbourGraph,
  maxDistance: number,
  k: number,
): Steps<NeighbourCalls['closePairs']['output']> {
  const { ids, neighbours, distances } = graph;
  const found: { readonly a: number; readonly b: number; readonly distance: number }[] = [];
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    for (let i = row * graph.k; i < row * graph.k + Math.min(k, graph.k); i++) {
      const distance = distances[i] as number;
      // Holes are NaN.
      if (!(distance < maxDistance)) break;
      const other = neighbours[i] as number;
      found.push({ a: Math.min(id, other), b: Math.max(id, other), distance });
    }
    if (row % STEP === 0) yield row / ids.length;
  }
  found.sort((left, right) => left.a - right.a || left.b - right.b);
  const pairs = found.filter(({ a, b }, at) => a !== found[at - 1]?.a || b !== found[at - 1]?.b);
  return {
    a: Uint32Array.from(pairs, ({ a }) => a),
    b: Uint32Array.from(pairs, ({ b }) => b),
    distances: Float32Array.from(pairs, ({ distance }) => distance),
  };
}
