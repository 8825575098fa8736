import type { Steps } from '../duplicates/steps.ts';
import type { NeighbourGraph } from '../neighbours/calls.ts';
import type { LayoutInput } from './calls.ts';
import { fitCurve } from './curve.ts';
import { fuzzyUnion, memberships } from './fuzzy-graph.ts';
import { neighbourRows } from './neighbour-rows.ts';
import { createPointMover, type MoverInput, type PointMover } from './point-mover.ts';
import { seededState } from './random.ts';
import { smoothDistances } from './smooth-distances.ts';
import { startPoints } from './start-points.ts';

/** A layout as far as it has come. */
export interface LayoutState {
  readonly epoch: number;
  readonly epochs: number;
  /** x, y by sample. Goes on changing: copy what is to be kept. */
  readonly points: Float32Array;
}

/** A layout in small steps, a few milliseconds each. */
export type LayoutSteps = Generator<LayoutState, LayoutState, void>;

/** Few samples need more epochs, and can have them. */
const FEW_SAMPLES = 10_000;
const EPOCHS_OF_FEW = 500;
const EPOCHS_OF_MANY = 200;
const ROWS_A_STEP = 4096;

/** @param asked null: 500 up to 10,000 samples, else 200 */
export function epochsFor(samples: number, asked: number | null): number {
  return asked ?? (samples <= FEW_SAMPLES ? EPOCHS_OF_FEW : EPOCHS_OF_MANY);
}

/**
 * UMAP [McInnes et al. 2018], as umap-learn does it but for what is cheaper and makes no difference to trustworthiness: it
 * starts from principal components, forces come from tables, and the random points that push a point off for one edge do so
 * together. Same input, same bytes.
 */
export function* layOut({ graph, start, seed, minDistance, epochs: asked, negativeRate }: LayoutInput): LayoutSteps {
  const rows = graph.ids.length;
  const epochs = epochsFor(rows, asked);
  const begun: LayoutState = { epoch: 0, epochs, points: startPoints(rows, start, seed) };
  const curve = fitCurve(minDistance);
  const mover = yield* preparing(
    moverOf(graph, { points: begun.points, curve, epochs, negativeRate, movesTargets: true }),
    begun,
  );
  return yield* movePoints(mover, { rows, epochs, rate: 1, seed });
}

function* moverOf(graph: NeighbourGraph, options: Omit<MoverInput, 'edges'>): Steps<PointMover> {
  const rows = yield* neighbourRows(graph);
  const smooth = yield* smoothDistances(rows);
  const strengths = yield* memberships(rows, smooth);
  const edges = yield* fuzzyUnion(rows, strengths);
  return yield* createPointMover({ ...options, edges });
}

/** Work before the first epoch: nothing has moved yet. */
export function* preparing<T>(steps: Steps<T>, begun: LayoutState): Generator<LayoutState, T, void> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    yield begun;
  }
}

/** @param options.rate learning rate of the first epoch; it falls evenly towards 0 */
export function* movePoints(
  mover: PointMover,
  { rows, epochs, rate, seed }: { readonly rows: number; readonly epochs: number; readonly rate: number; readonly seed: number },
): LayoutSteps {
  let state = seededState(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let from = 0; from < rows; from += ROWS_A_STEP) {
      state = mover.move(from, Math.min(from + ROWS_A_STEP, rows), rate * (1 - epoch / epochs), state);
      yield { epoch, epochs, points: mover.points };
    }
  }
  return { epoch: epochs, epochs, points: mover.points };
}
