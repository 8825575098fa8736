import type { Steps } from '../duplicates/steps.ts';
import type { MapCalls } from './calls.ts';
import { fitCurve } from './curve.ts';
import { type Edges, memberships } from './fuzzy-graph.ts';
import { type LayoutState, type LayoutSteps, movePoints, preparing } from './layout.ts';
import { type NeighbourRows, neighbourRows } from './neighbour-rows.ts';
import { createPointMover, type PointMover } from './point-mover.ts';
import { seededRandom } from './random.ts';
import { smoothDistances } from './smooth-distances.ts';

/** As umap-learn's transform: few epochs, small steps. */
const EPOCHS = 100;
const EPOCHS_OF_MANY = 30;
const MANY_SAMPLES = 10_000;
const RATE = 0.25;
/** Times that samples are put beside others that were just put themselves. */
const MOST_ROUNDS = 20;
/** So that samples with the same neighbours come apart. */
const NOISE = 1e-3;
const ROWS_A_STEP = 5000;

type PlaceInput = MapCalls['place']['input'];

/**
 * Puts new samples among those laid out: at the mean of their neighbours, weighted by how much they belong together, then for
 * some epochs in which only they move. Those that are known keep their places to the bit. Same input, same bytes.
 */
export function* placeNew({ graph, points, known, seed, minDistance, negativeRate }: PlaceInput): LayoutSteps {
  const rows = graph.ids.length;
  const epochs = rows <= MANY_SAMPLES ? EPOCHS : EPOCHS_OF_MANY;
  const begun: LayoutState = { epoch: 0, epochs, points: points.slice() };
  const edges = yield* preparing(edgesOfNew(graph, known), begun);
  yield* preparing(putBesideNeighbours(begun.points, edges, known, seed), begun);
  const curve = fitCurve(minDistance);
  const input = { points: begun.points, edges, curve, epochs, negativeRate, movesTargets: false };
  const mover: PointMover = yield* preparing(createPointMover(input), begun);
  return yield* movePoints(mover, { rows, epochs, rate: RATE, seed });
}

/** Edges of new samples to their neighbours; those that are known have none, so that they never move. */
function* edgesOfNew(graph: PlaceInput['graph'], known: Uint8Array): Steps<Edges> {
  const all = yield* neighbourRows(graph);
  const rows: NeighbourRows = { ...all, counts: all.counts.map((count, row) => (known[row] === 1 ? 0 : count)) };
  const strengths = yield* memberships(rows, yield* smoothDistances(rows));
  const starts = new Uint32Array(rows.rows + 1);
  for (let row = 0; row < rows.rows; row++) starts[row + 1] = (starts[row] as number) + (rows.counts[row] as number);
  const targets = new Uint32Array(starts[rows.rows] as number);
  const weights = new Float32Array(targets.length);
  for (let row = 0; row < rows.rows; row++) {
    const from = row * rows.k;
    const upto = from + (rows.counts[row] as number);
    targets.set(rows.neighbours.subarray(from, upto), starts[row]);
    weights.set(strengths.subarray(from, upto), starts[row]);
  }
  return { starts, targets, weights };
}

/** In rounds, since some have only new ones for neighbours; who has none that was ever put lies in the middle of all. */
function* putBesideNeighbours(points: Float32Array, edges: Edges, known: Uint8Array, seed: number): Steps<void> {
  const random = seededRandom(seed);
  const isPut = known.slice();
  const left = new Set<number>();
  for (let row = 0; row < isPut.length; row++) if (isPut[row] !== 1) left.add(row);
  const middle = meanOf(points, known);
  for (let round = 0; round < MOST_ROUNDS && left.size > 0; round++) {
    const putNow: number[] = [];
    for (const row of left) {
      if (putNow.length % ROWS_A_STEP === ROWS_A_STEP - 1) yield round / MOST_ROUNDS;
      const mean = meanOfNeighbours(points, edges, isPut, row);
      if (mean === null) continue;
      putAt(points, row, mean, random);
      putNow.push(row);
    }
    if (putNow.length === 0) break;
    for (const row of putNow) {
      isPut[row] = 1;
      left.delete(row);
    }
  }
  for (const row of left) putAt(points, row, middle, random);
}

type Place = readonly [x: number, y: number];

function putAt(points: Float32Array, row: number, [x, y]: Place, random: () => number): void {
  points[2 * row] = x + NOISE * (2 * random() - 1);
  points[2 * row + 1] = y + NOISE * (2 * random() - 1);
}

function meanOfNeighbours(
  points: Float32Array,
  { starts, targets, weights }: Edges,
  isPut: Uint8Array,
  row: number,
): Place | null {
  let [x, y, sum] = [0, 0, 0];
  for (let edge = starts[row] as number; edge < (starts[row + 1] as number); edge++) {
    const other = targets[edge] as number;
    if (isPut[other] !== 1) continue;
    const weight = weights[edge] as number;
    x += weight * (points[2 * other] as number);
    y += weight * (points[2 * other + 1] as number);
    sum += weight;
  }
  return sum === 0 ? null : [x / sum, y / sum];
}

function meanOf(points: Float32Array, known: Uint8Array): Place {
  let [x, y, count] = [0, 0, 0];
  for (let row = 0; row < known.length; row++) {
    if (known[row] !== 1) continue;
    x += points[2 * row] as number;
    y += points[2 * row + 1] as number;
    count++;
  }
  return count === 0 ? [0, 0] : [x / count, y / count];
}
