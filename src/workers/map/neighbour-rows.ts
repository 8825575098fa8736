import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourGraph } from '../neighbours/calls.ts';

/** A neighbour graph by rows instead of sample ids; row r has `counts[r]` neighbours from r * k on, nearest first. */
export interface NeighbourRows {
  readonly rows: number;
  readonly k: number;
  readonly counts: Uint8Array;
  readonly neighbours: Uint32Array;
  /** Not negative. */
  readonly distances: Float32Array;
}

/** Whom a row has no neighbour of: what a sample that is not in the graph is found as. */
const NOWHERE = 0xffffffff;
const ROWS_A_STEP = 5000;

/** Leaves out what is missing (id 0, or no distance), samples that are not in the graph and a sample as its own neighbour. */
export function* neighbourRows({ ids, k, neighbours, distances }: NeighbourGraph): Steps<NeighbourRows> {
  const rowOf = rowFinder(ids);
  const found = {
    rows: ids.length,
    k,
    counts: new Uint8Array(ids.length),
    neighbours: new Uint32Array(ids.length * k),
    distances: new Float32Array(ids.length * k),
  };
  for (let row = 0; row < ids.length; row++) {
    if (row % ROWS_A_STEP === 0) yield row / ids.length;
    let count = 0;
    for (let at = row * k; at < (row + 1) * k; at++) {
      const distance = distances[at] as number;
      const id = neighbours[at] as number;
      const other = id === 0 || Number.isNaN(distance) ? NOWHERE : rowOf(id);
      if (other === NOWHERE || other === row) continue;
      found.neighbours[row * k + count] = other;
      found.distances[row * k + count] = Math.max(0, distance);
      count++;
    }
    found.counts[row] = count;
  }
  return found;
}

/** @param ids ascending @returns the row of an id, by a table where ids have few holes */
function rowFinder(ids: Uint32Array): (id: number) => number {
  const last = ids.at(-1) ?? 0;
  if (last > 4 * ids.length + 1_000_000) return (id) => rowAmong(ids, id);
  const rows = new Uint32Array(last + 1).fill(NOWHERE);
  for (let row = 0; row < ids.length; row++) rows[ids[row] as number] = row;
  return (id) => rows[id] ?? NOWHERE;
}

function rowAmong(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] as number) < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : NOWHERE;
}
