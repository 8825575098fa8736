import type { Steps } from '../duplicates/steps.ts';
import { createMemory, instantiate } from '../wasm/instantiate.ts';
import type { Curve } from './curve.ts';
import { forceTables, TABLE_ENTRIES } from './force-table.ts';
import type { Edges } from './fuzzy-graph.ts';
import { type KernelPlaces, moveKernel } from './move-kernel.ts';

export interface MoverInput {
  /** x, y by row. */
  readonly points: Float32Array;
  /** A row without edges never moves by itself. */
  readonly edges: Edges;
  readonly curve: Curve;
  readonly epochs: number;
  readonly negativeRate: number;
  /** Whether the points at the far ends of edges move too. */
  readonly movesTargets: boolean;
}

/** Moves points along the edges of their rows, and away from random others. */
export interface PointMover {
  /** Where the points are now. A view: they go on moving in it. */
  readonly points: Float32Array<ArrayBuffer>;
  /**
   * An epoch for some rows, one after the other: each edge that is due draws its ends together, then its row is pushed off
   * `negativeRate` random points. An edge is due the more often the heavier it is, the heaviest in every epoch.
   * @param rate learning rate @param state of the random numbers, not 0 @returns the state to go on with
   */
  move(from: number, upto: number, rate: number, state: number): number;
}

/** Phases have 16 bits. */
const WHOLE_PHASE = 0x10000;
const ROWS_A_STEP = 5000;

/** Lays everything out in one memory and makes the kernel for it. Rows of 20 edges take 180 bytes each. */
export function* createPointMover(input: MoverInput): Steps<PointMover> {
  const { points, edges, curve, epochs, negativeRate, movesTargets } = input;
  const rows = points.length / 2;
  const { heaviest, lightest, kept } = keptWeights(edges.weights, epochs);
  const { places, bytes } = placesFor(rows, kept);
  const memory = createMemory(bytes);
  const moved = new Float32Array(memory.buffer, places.points, 2 * rows);
  moved.set(points);
  yield* putEdges(memory.buffer, places, edges, lightest, heaviest);
  const { attraction, repulsion } = forceTables(curve);
  new Float32Array(memory.buffer, places.attraction, TABLE_ENTRIES).set(attraction);
  new Float32Array(memory.buffer, places.repulsion, TABLE_ENTRIES).set(repulsion);
  const kernel = moveKernel({ places, rows, negativeRate, movesTargets });
  const { run } = instantiate(kernel, memory, ['run']);
  return { points: moved, move: run };
}

/** Edges lighter than the lightest would not be due once in all epochs. */
function keptWeights(
  weights: Float32Array,
  epochs: number,
): { readonly heaviest: number; readonly lightest: number; readonly kept: number } {
  let heaviest = 0;
  for (const weight of weights) if (weight > heaviest) heaviest = weight;
  const lightest = heaviest / epochs;
  let kept = 0;
  for (const weight of weights) if (weight >= lightest) kept++;
  return { heaviest, lightest, kept };
}

function placesFor(rows: number, edges: number): { readonly places: KernelPlaces; readonly bytes: number } {
  let bytes = 0;
  const place = (needed: number): number => {
    const start = bytes;
    bytes += Math.ceil(needed / 8) * 8;
    return start;
  };
  const places = {
    attraction: place(4 * TABLE_ENTRIES),
    repulsion: place(4 * TABLE_ENTRIES),
    points: place(8 * rows),
    starts: place(4 * (rows + 1)),
    targets: place(4 * edges),
    rates: place(2 * edges),
    phases: place(2 * edges),
  };
  return { places, bytes };
}

function* putEdges(buffer: ArrayBuffer, places: KernelPlaces, edges: Edges, lightest: number, heaviest: number): Steps<void> {
  const rows = edges.starts.length - 1;
  const starts = new Uint32Array(buffer, places.starts, rows + 1);
  const targets = new Uint32Array(buffer, places.targets);
  const rates = new Uint16Array(buffer, places.rates);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (row % ROWS_A_STEP === 0) yield row / rows;
    const end = edges.starts[row + 1] as number;
    for (let edge = edges.starts[row] as number; edge < end; edge++) {
      const weight = edges.weights[edge] as number;
      if (weight < lightest) continue;
      targets[count] = edges.targets[edge] as number;
      rates[count] = Math.min(Math.round((weight / heaviest) * WHOLE_PHASE), WHOLE_PHASE - 1);
      count++;
    }
    starts[row + 1] = count;
  }
}
