import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourCalls, NeighbourGraph, SpaceScores } from './calls.ts';
import { classDistance } from './class-distance.ts';
import { meanDistances, OUTLIER_K, outlierScores } from './outlier.ts';
import { representativeness } from './representativeness.ts';
import { indexOfSample, type Space } from './space.ts';
import { uniqueness } from './uniqueness.ts';

/** Neighbours a graph must have to score by. */
export const SCORED_NEIGHBOURS = OUTLIER_K;

/**
 * Scores of all samples of a space. Copies have those of the sample that stands for them, except for the distance to their
 * class, which may be another.
 * @param graph of the samples that stand for themselves
 */
export function* spaceScores(
  space: Space,
  graph: NeighbourGraph,
  { standsFor, labels, seed }: NeighbourCalls['scores']['input'],
): Steps<SpaceScores> {
  const { ids, places, points, dimensions } = space;
  const { scores: outlier, cut: outlierCut } = outlierScores(meanDistances(graph));
  yield 0.1;
  const unique = uniqueness(graph);
  yield 0.15;
  const placesOfGraph = graph.ids.map((id) => places[indexOfSample(ids, id)] as number);
  const typical = yield* representativeness(points.rows, dimensions, placesOfGraph, seed);
  const ofClass = yield* classDistance({ rows: points.rows, dimensions, places, labels, standsFor });
  const rowOf = rowsOfGraph(ids, standsFor, graph.ids);
  return {
    ids: ids.slice(),
    outlier: pick(outlier, rowOf),
    outlierCut,
    uniqueness: pick(unique, rowOf),
    representativeness: pick(typical, rowOf),
    classDistance: ofClass,
  };
}

/** For each sample the row of the graph that stands for it. */
function rowsOfGraph(ids: Uint32Array, standsFor: Uint32Array, ofGraph: Uint32Array): Uint32Array {
  const rows = new Map<number, number>();
  const rowOf = new Uint32Array(ids.length);
  for (let i = 0, next = 0; i < ids.length; i++) {
    if (ofGraph[next] === ids[i]) rows.set(standsFor[i] as number, next++);
    rowOf[i] = rows.get(standsFor[i] as number) as number;
  }
  return rowOf;
}

function pick(values: Float32Array, rows: Uint32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(rows, (row) => values[row] as number);
}
