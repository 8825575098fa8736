import type { Steps } from '../duplicates/steps.ts';
import { MOST_SWAPPED, type SwappedGrid, Swaps } from './swaps.ts';

const STEP_TRIES = 1024;

export interface GridToSort extends SwappedGrid {
  /** Tries of nine cells at each radius, as a multiple of a ninth of all cells; and what the radius is multiplied by after each. */
  readonly effort: number;
  readonly decay: number;
  /** In cells, the first; the last is 1. */
  readonly radius: number;
}

/**
 * Sorts a grid so that similar vectors are neighbours: Fast Linear Assignment Sorting (Barthel, Hezel, Jung, Schall: Improved
 * Evaluation and Generation of Grid Layouts using Distance Preservation Quality and Linear Assignment Sorting, CGF 2023). The grid
 * is smoothed by a box of a radius that shrinks; at each radius random cells of a window are given to the vectors in them anew, at
 * the least sum of squared distances to the smoothed grid. Does not wrap around. Same input: same cells.
 */
export function* sortGrid(grid: GridToSort): Steps<void> {
  const { columns, rows, cells, decay, radius: first } = grid;
  const swaps = new Swaps(grid);
  const radii: number[] = [];
  for (let radius = first; radii.length === 0 || radius > 1; radius *= decay) radii.push(Math.max(1, Math.round(radius)));
  const tries = Math.max(1, Math.ceil((cells.length / MOST_SWAPPED) * grid.effort));
  if (columns * rows < 2) return;
  for (const [place, radius] of radii.entries()) {
    for (const share of swaps.smooth(radius)) yield (place + share / 3) / radii.length;
    swaps.setWindow(radius);
    for (let tried = 0; tried < tries; tried++) {
      swaps.tryOnce();
      if (tried % STEP_TRIES === STEP_TRIES - 1) yield (place + 1 / 3 + ((tried / tries) * 2) / 3) / radii.length;
    }
    yield (place + 1) / radii.length;
  }
}
