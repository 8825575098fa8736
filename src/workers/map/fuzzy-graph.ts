import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourRows } from './neighbour-rows.ts';
import type { SmoothDistances } from './smooth-distances.ts';

/** Edges of a graph by row: those of row r go to `targets[starts[r] … starts[r + 1]]`, with weights in (0, 1]. */
export interface Edges {
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float32Array;
}

const ROWS_A_STEP = 5000;
/** Below it a membership is this: 0 means none. */
const LEAST = 1e-30;

/** How much each neighbour belongs to the surroundings of its row, in the shape of the rows. */
export function* memberships(
  { rows, k, counts, distances }: NeighbourRows,
  { rho, sigma }: SmoothDistances,
): Steps<Float32Array> {
  const strengths = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_STEP === 0) yield row / rows;
    const [near, scale] = [rho[row] as number, sigma[row] as number];
    for (let at = row * k; at < row * k + (counts[row] as number); at++) {
      const beyond = (distances[at] as number) - near;
      strengths[at] = beyond > 0 && scale > 0 ? Math.max(Math.exp(-beyond / scale), LEAST) : 1;
    }
  }
  return strengths;
}

/**
 * The fuzzy union of what rows say of each other, u + v - uv, each edge in both directions. Rows list their own neighbours
 * first, nearest first, then those who have them as a neighbour, by row.
 */
export function* fuzzyUnion(graph: NeighbourRows, strengths: Float32Array): Steps<Edges> {
  const { rows, k, counts, neighbours } = graph;
  const back = yield* strengthsBack(graph, strengths);
  const starts = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_STEP === 0) yield 0.5 + (0.1 * row) / rows;
    starts[row + 1] = (starts[row + 1] as number) + (counts[row] as number);
    for (let at = row * k; at < row * k + (counts[row] as number); at++) {
      const other = neighbours[at] as number;
      if (back[at] === 0) starts[other + 1] = (starts[other + 1] as number) + 1;
    }
  }
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const targets = new Uint32Array(starts[rows] as number);
  const weights = new Float32Array(targets.length);
  const ends = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_STEP === 0) yield 0.6 + (0.1 * row) / rows;
    const start = starts[row] as number;
    for (let j = 0; j < (counts[row] as number); j++) {
      const [there, here] = [strengths[row * k + j] as number, back[row * k + j] as number];
      targets[start + j] = neighbours[row * k + j] as number;
      weights[start + j] = there + here - there * here;
    }
    ends[row] = start + (counts[row] as number);
  }
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_STEP === 0) yield 0.7 + (0.3 * row) / rows;
    for (let at = row * k; at < row * k + (counts[row] as number); at++) {
      if (back[at] !== 0) continue;
      const other = neighbours[at] as number;
      const end = ends[other] as number;
      targets[end] = row;
      weights[end] = strengths[at] as number;
      ends[other] = end + 1;
    }
  }
  return { starts, targets, weights };
}

/** What each neighbour says of the row that names it, 0 where it does not name it. */
function* strengthsBack({ rows, k, counts, neighbours }: NeighbourRows, strengths: Float32Array): Steps<Float32Array> {
  const back = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_STEP === 0) yield (0.5 * row) / rows;
    for (let at = row * k; at < row * k + (counts[row] as number); at++) {
      const other = neighbours[at] as number;
      const upto = other * k + (counts[other] as number);
      let found = other * k;
      while (found < upto && neighbours[found] !== row) found++;
      if (found < upto) back[at] = strengths[found] as number;
    }
  }
  return back;
}
