import { type ArrangedGrid, summed } from '../state/arranged-grid.ts';
import type { IdSet } from '../state/id-set.ts';

/** How many samples of each block are selected, counted once per selection and level. */
export class SelectedCounts {
  #grid: ArrangedGrid | null = null;
  #selected: IdSet | null = null;
  #levels: Uint32Array[] = [];

  /** Row by row, as the blocks of the level. */
  of(grid: ArrangedGrid, selected: IdSet, level: number): Uint32Array {
    if (grid !== this.#grid || selected !== this.#selected) {
      const cells = grid.levels[0]?.ids ?? new Uint32Array(0);
      this.#levels = [cells.map((id) => (id !== 0 && selected.has(id) ? 1 : 0))];
      [this.#grid, this.#selected] = [grid, selected];
    }
    for (let above = this.#levels.length; above <= level; above++) {
      const [below, shape] = [grid.levels[above - 1], grid.levels[above]];
      if (below === undefined || shape === undefined) break;
      this.#levels.push(summed(below, this.#levels[above - 1] ?? new Uint32Array(0), shape.columns));
    }
    return this.#levels[level] ?? new Uint32Array(0);
  }
}
