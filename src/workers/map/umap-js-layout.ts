import { UMAP } from 'umap-js';
import { WinnowError } from '../../shared/errors.ts';
import { atOnce } from '../duplicates/steps.ts';
import type { LayoutInput } from './calls.ts';
import { epochsFor, type LayoutState, type LayoutSteps } from './layout.ts';
import { type NeighbourRows, neighbourRows } from './neighbour-rows.ts';
import { seededRandom } from './random.ts';
import { startPoints } from './start-points.ts';

/** Its graph is a Map of strings, 40 kB a sample; beyond that a thread runs out of memory. */
const MOST_SAMPLES = 100_000;
/** Fewer it cannot lay out. */
const FEWEST_SAMPLES = 4;

/**
 * The layout of umap-js on the same neighbours, to compare with: one step an epoch, however long that takes, and the first is
 * the longest. It starts anywhere, as it always does. @throws {WinnowError} bad_request over 100,000 samples
 */
export function* layOutByUmapJs({ graph, start, seed, minDistance, epochs: asked, negativeRate }: LayoutInput): LayoutSteps {
  const rows = graph.ids.length;
  const epochs = epochsFor(rows, asked);
  if (rows > MOST_SAMPLES) throw tooMany(rows);
  let state: LayoutState = { epoch: 0, epochs, points: startPoints(rows, start, seed) };
  yield state;
  if (rows < FEWEST_SAMPLES) return { ...state, epoch: epochs };
  const neighbours = atOnce(neighbourRows(graph));
  const umap = new UMAP({
    nNeighbors: Math.min(graph.k + 1, rows - 1),
    minDist: minDistance,
    nEpochs: epochs,
    negativeSampleRate: negativeRate,
    random: seededRandom(seed),
  });
  const { indices, distances } = listsOf(neighbours);
  umap.setPrecomputedKNN(indices, distances);
  // With neighbours given, of the vectors only their number counts.
  umap.initializeFit(Array.from({ length: rows }, () => [0]));
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    state = { epoch, epochs, points: Float32Array.from(umap.getEmbedding().flat()) };
    yield state;
  }
  return state;
}

/** Each sample first, then its neighbours; the last once more where some are missing, which says nothing new. */
function listsOf({ rows, k, counts, neighbours, distances }: NeighbourRows): {
  readonly indices: number[][];
  readonly distances: number[][];
} {
  const lists = { indices: [] as number[][], distances: [] as number[][] };
  for (let row = 0; row < rows; row++) {
    const from = row * k;
    const upto = from + (counts[row] as number);
    const indices = [row, ...neighbours.subarray(from, upto)];
    const its = [0, ...distances.subarray(from, upto)];
    while (indices.length < k + 1) {
      indices.push(indices.at(-1) as number);
      its.push(its.at(-1) as number);
    }
    lists.indices.push(indices);
    lists.distances.push(its);
  }
  return lists;
}

function tooMany(rows: number): WinnowError {
  const [found, most] = [rows, MOST_SAMPLES].map((count) => count.toLocaleString('en')) as [string, string];
  return new WinnowError('bad_request', `umap-js lays out up to ${most} samples; these are ${found}. Use the engine "winnow".`);
}
