import type { Steps } from '../duplicates/steps.ts';
import { type ArrangeCalls, type Arrangement, HOLE } from './calls.ts';
import { gridShape } from './grid-shape.ts';
import { medoidLevels } from './medoids.ts';
import { seededIntegers } from './random.ts';
import { sortGrid } from './sort-grid.ts';

/** How much of the work the sorting is; the rest are the medoids. */
const SORTING_SHARE = 0.97;

/** What sorting takes: more for few, where it is quick; from 30,000 samples on a second for each ten thousand. */
function effortFor(samples: number): { readonly effort: number; readonly decay: number } {
  if (samples <= 4096) return { effort: 8, decay: 0.95 };
  return { effort: samples <= 30_000 ? 4 : samples <= 300_000 ? 2 : 1, decay: 0.93 };
}

/** The samples on a grid so that similar ones are neighbours, and a medoid of each block of it. See `sortGrid`. */
export function* arrange({ vectors, dimensions, aspect, seed }: ArrangeCalls['arrange']['input']): Steps<Arrangement> {
  const samples = dimensions === 0 ? 0 : vectors.length / dimensions;
  const { columns, rows } = gridShape(samples, aspect);
  const cells = shuffled(samples, columns * rows, seed);
  const radius = Math.max(columns, rows) / 2;
  const pinned = rows * columns === samples ? null : new Uint8Array(cells.length).fill(1, samples);
  const sorting = sortGrid({ vectors, dimensions, columns, rows, cells, pinned, seed, radius, ...effortFor(samples) });
  for (const share of sorting) yield share * SORTING_SHARE;
  const levels = yield* medoidLevels({ vectors, dimensions, columns, rows, cells }, SORTING_SHARE);
  return { columns, rows, cells, levels };
}

/** Samples in random order, then the holes: what is too much stays at the end of the last row. */
function shuffled(samples: number, length: number, seed: number): Uint32Array<ArrayBuffer> {
  const random = seededIntegers(seed);
  const cells = Uint32Array.from({ length }, (_, cell) => (cell < samples ? cell : HOLE));
  for (let cell = samples - 1; cell > 0; cell--) {
    const other = random(cell + 1);
    const sample = cells[cell] as number;
    cells[cell] = cells[other] as number;
    cells[other] = sample;
  }
  return cells;
}
