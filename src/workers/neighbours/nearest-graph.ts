import type { Steps } from '../duplicates/steps.ts';
import { gatherRows, searchExactly } from './exact-search.ts';
import { distance } from './matrix.ts';
import { emptyLists, type NearestLists, putNeighbour } from './nearest-lists.ts';
import { createPointIndex, EXPANSION, type PointIndex } from './point-index.ts';
import { seededSample } from './seeded-sample.ts';

/** Up to so many points all are compared with all. */
export const EXACT_MOST = 3000;
/** Share of the true neighbours that must be found. */
export const ENOUGH_RECALL = 0.98;
/** Neighbours that recall is measured on. */
const RECALL_K = 15;
const RECALL_ROWS = 200;
const SEED = 1;
/** Compared in full beyond the neighbours wanted: the index's rounding may have swapped some. */
const MORE = 24;
/** Points added or sought between two yields. */
const ADDED = 16;
const SOUGHT = 64;

/** Distinct points and the nearest others of each. */
export interface NearestGraph {
  /** Node by node: the point's place, and whose it is. Numbers of nodes do not change while the graph is extended. */
  readonly places: Uint32Array;
  readonly owners: Uint32Array;
  /** 1: some sample is this point. Others stay in the index but are nobody's neighbours. */
  readonly alive: Uint8Array;
  readonly lists: NearestLists;
  readonly isExact: boolean;
  /** Share of the true neighbours that were found, of a seeded sample. */
  readonly recall: number;
  /** Nodes looked at in a search. */
  readonly expansion: number;
}

/** Points by place: of length 1, or zeros. */
export interface PointRows {
  readonly rows: Float32Array;
  readonly dimensions: number;
}

export interface BuiltGraph {
  readonly graph: NearestGraph;
  /** Null where all were compared with all. */
  readonly index: PointIndex | null;
}

/** What the graph is made of, in the order of its nodes. */
export type Nodes = Pick<NearestGraph, 'places' | 'owners' | 'alive'>;

/** The graph of distinct points, all of them alive. Same points, same bytes. */
export function* buildGraph(points: PointRows, nodes: Nodes, width: number): Steps<BuiltGraph> {
  const lists = emptyLists(nodes.places.length, width);
  if (nodes.places.length <= EXACT_MOST) {
    yield* compareAll(points, nodes.places, lists);
    return { graph: { ...nodes, lists, isExact: true, recall: 1, expansion: 0 }, index: null };
  }
  const index = createPointIndex(points.dimensions);
  for (const share of addNodes(index, points, nodes.places)) yield 0.55 * share;
  const found = yield* searchEnough(index, points, nodes, lists, { from: 0.55, expansion: EXPANSION });
  return { graph: { ...nodes, lists, isExact: false, ...found }, index };
}

function* compareAll({ rows, dimensions }: PointRows, places: Uint32Array, lists: NearestLists): Steps<void> {
  const all = { rows, dimensions, queries: places, candidates: places, k: lists.width + 1 };
  yield* searchExactly(all, (node, other, apart) => {
    if (node !== other) putNeighbour(lists, node, other, apart);
  });
}

/** Adds to the index the nodes it does not hold yet. */
export function* addNodes(index: PointIndex, { rows, dimensions }: PointRows, places: Uint32Array): Steps<void> {
  const first = index.size;
  for (let node = first; node < places.length; node += ADDED) {
    index.add(node, gatherRows(rows, dimensions, places.subarray(node, node + ADDED)));
    yield (node - first) / (places.length - first);
  }
}

interface Effort {
  /** Progress that was made before. */
  readonly from: number;
  readonly expansion: number;
}

/** Searches all living nodes, looking at more and more until enough of the true neighbours are found. */
export function* searchEnough(
  index: PointIndex,
  points: PointRows,
  nodes: Nodes,
  lists: NearestLists,
  { from, expansion }: Effort,
): Steps<Pick<NearestGraph, 'recall' | 'expansion'>> {
  const living = livingOf(nodes.alive);
  for (let tried = expansion; ; tried *= 2) {
    for (const share of searchNodes(index, points, nodes, lists, { sought: living, wanted: tried }))
      yield from + (0.95 - from) * share;
    const recall = yield* measureRecall(points, nodes, lists);
    if (recall >= ENOUGH_RECALL || tried >= 8 * EXPANSION) return { recall, expansion: tried };
  }
}

interface Sought {
  readonly sought: Uint32Array;
  readonly wanted: number;
}

/** Puts into the lists of some nodes what the index finds, and them into the lists of what is found. */
export function* searchNodes(
  index: PointIndex,
  { rows, dimensions }: PointRows,
  { places, alive }: Nodes,
  lists: NearestLists,
  { sought, wanted }: Sought,
): Steps<void> {
  const enough = Math.min(lists.width, livingOf(alive).length - 1);
  const search = (asked: Uint32Array, width: number): Uint32Array => {
    const few: number[] = [];
    const queries = gatherRows(
      rows,
      dimensions,
      asked.map((node) => places[node] as number),
    );
    // A wide search serves those that it finds, too; else the nearest few are enough.
    const most = width > EXPANSION ? width : lists.width + MORE;
    index.search(queries, width, (query, numbers) => {
      const node = asked[query] as number;
      let seen = 0;
      for (const other of numbers) {
        if (other === node || alive[other] !== 1) continue;
        if (seen++ >= most) break;
        const apart = distance(rows, places[node] as number, places[other] as number, dimensions);
        putNeighbour(lists, node, other, apart);
        putNeighbour(lists, other, node, apart);
      }
      if (seen < enough) few.push(node);
    });
    return Uint32Array.from(few);
  };
  for (let at = 0; at < sought.length; at += SOUGHT) {
    let width = Math.min(index.size, Math.max(wanted, lists.width + MORE + 1));
    let asked: Uint32Array = sought.subarray(at, at + SOUGHT);
    for (;;) {
      asked = search(asked, width);
      yield at / sought.length;
      if (asked.length === 0 || width === index.size) break;
      // Crowded in by those that are gone.
      width = Math.min(index.size, 4 * width);
    }
  }
}

/** @returns share of the true nearest that are in the lists, of a seeded sample of the living nodes; ties count as found */
export function* measureRecall({ rows, dimensions }: PointRows, { places, alive }: Nodes, lists: NearestLists): Steps<number> {
  const living = livingOf(alive);
  const asked = seededSample(living.length, RECALL_ROWS, SEED).map((i) => living[i] as number);
  const k = Math.min(RECALL_K, lists.width, living.length - 1);
  if (k <= 0) return 1;
  const truth = emptyLists(asked.length, k);
  const candidates = living.map((node) => places[node] as number);
  const queries = asked.map((node) => places[node] as number);
  for (const _ of searchExactly({ rows, dimensions, queries, candidates, k: k + 1 }, (query, candidate, apart) => {
    if (asked[query] !== living[candidate]) putNeighbour(truth, query, candidate, apart);
  })) {
    yield 0.95;
  }
  let found = 0;
  for (const [i, node] of asked.entries()) {
    const farthest = truth.distances[i * k + k - 1] as number;
    for (let j = 0; j < k; j++) if ((lists.distances[node * lists.width + j] as number) <= farthest) found++;
  }
  return found / (asked.length * k);
}

/** Numbers of the nodes that some sample is. */
export function livingOf(alive: Uint8Array): Uint32Array {
  const living: number[] = [];
  for (let node = 0; node < alive.length; node++) if (alive[node] === 1) living.push(node);
  return Uint32Array.from(living);
}
