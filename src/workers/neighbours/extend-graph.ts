import type { Steps } from '../duplicates/steps.ts';
import { searchExactly } from './exact-search.ts';
import {
  addNodes,
  ENOUGH_RECALL,
  EXACT_MOST,
  livingOf,
  measureRecall,
  type NearestGraph,
  type Nodes,
  type PointRows,
  searchEnough,
  searchNodes,
} from './nearest-graph.ts';
import { clearList, hasNeighbour, type NearestLists, putNeighbour, withMoreLists } from './nearest-lists.ts';
import type { PointIndex } from './point-index.ts';

/** Multiplications spent on comparing all old points with all new ones; beyond it the index has to do. */
const EXACT_WORK = 2e10;
/** Points whose sample is gone stay in the index until they are more than this share. */
const MOST_DEAD = 0.2;

/** Whether a graph with other nodes alive and new ones is better extended than built anew. */
export function isExtendable(graph: NearestGraph, nodes: Nodes): boolean {
  const count = nodes.places.length;
  const living = livingOf(nodes.alive).length;
  return !graph.isExact && living > EXACT_MOST && count - living <= MOST_DEAD * count && count <= 2 * graph.places.length;
}

/**
 * The same graph with other nodes alive and new ones behind: only what is new is searched, and what had a neighbour that is
 * gone; old nodes take a new one where it is nearer.
 * @param nodes those of the graph first
 * @param index holds the graph's nodes; the new ones are added
 */
export function* extendGraph(points: PointRows, graph: NearestGraph, nodes: Nodes, index: PointIndex): Steps<NearestGraph> {
  const before = graph.places.length;
  const living = livingOf(nodes.alive);
  const isDead = (node: number): boolean => nodes.alive[node] !== 1;
  const lists = withMoreLists(graph.lists, nodes.places.length);
  const fresh = living.filter((node) => node >= before || graph.alive[node] !== 1);
  const old = living.filter((node) => node < before && graph.alive[node] === 1);
  const bereft = old.filter((node) => hasNeighbour(lists, node, isDead));
  for (const node of [...fresh, ...bereft]) clearList(lists, node);
  for (const share of addNodes(index, points, nodes.places)) yield 0.3 * share;
  const isComparable = old.length * fresh.length * points.dimensions <= EXACT_WORK;
  if (isComparable) for (const share of offerTo(points, nodes, lists, old, fresh)) yield 0.3 + 0.3 * share;
  const wanted = isComparable ? graph.expansion : Math.max(graph.expansion, 8 * lists.width);
  for (const share of searchNodes(index, points, nodes, lists, { sought: fresh, wanted })) yield 0.6 + 0.2 * share;
  const again = { sought: bereft, wanted: graph.expansion };
  for (const share of searchNodes(index, points, nodes, lists, again)) yield 0.8 + 0.1 * share;
  const recall = yield* measureRecall(points, nodes, lists);
  if (recall >= ENOUGH_RECALL) return { ...nodes, lists, isExact: false, recall, expansion: graph.expansion };
  const found = yield* searchEnough(index, points, nodes, lists, { from: 0.9, expansion: graph.expansion });
  return { ...nodes, lists, isExact: false, ...found };
}

/** Old nodes take new ones where they are nearer than what they have. */
function* offerTo(
  { rows, dimensions }: PointRows,
  { places }: Nodes,
  lists: NearestLists,
  old: Uint32Array,
  fresh: Uint32Array,
): Steps<void> {
  const queries = old.map((node) => places[node] as number);
  const candidates = fresh.map((node) => places[node] as number);
  yield* searchExactly({ rows, dimensions, queries, candidates, k: lists.width }, (query, candidate, apart) => {
    putNeighbour(lists, old[query] as number, fresh[candidate] as number, apart);
  });
}
