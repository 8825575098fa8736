import { type ArrangedGrid, blockOf } from '../state/arranged-grid.ts';
import type { Camera } from './camera.ts';

export interface KeptPlace {
  readonly grid: ArrangedGrid;
  readonly camera: Camera;
  /** All of the grid was seen. */
  readonly isFitted: boolean;
}

/** Where the view was when it was left, for as long as the page lives. */
let kept: KeptPlace | null = null;

export function keepPlace(place: KeptPlace): void {
  kept = place;
}

/**
 * Where a grid is to be looked at: where it was left; in another grid the focused sample stays where it is on the screen.
 * @returns null: all of it
 */
export function placeFor(grid: ArrangedGrid, focus: number | null, last: KeptPlace | null = kept): Camera | null {
  if (last === null || last.isFitted) return null;
  if (last.grid.jobId === grid.jobId) return last.camera;
  const [before, now] = [blockOf(last.grid, 0, focus), blockOf(grid, 0, focus)];
  if (before === null || now === null) return null;
  const { x, y, scale } = last.camera;
  return {
    scale,
    x: x + (now % grid.columns) - (before % last.grid.columns),
    y: y + Math.floor(now / grid.columns) - Math.floor(before / last.grid.columns),
  };
}
