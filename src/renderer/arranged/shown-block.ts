import { type ArrangedGrid, blockOf } from '../state/arranged-grid.ts';
import type { IdSet } from '../state/id-set.ts';
import { formatCount, formatNoun } from '../ui/format.ts';

/** Samples in the block that a sample lies in at a level; 0: not in the grid. */
export function countAt(grid: ArrangedGrid, level: number, id: number | null): number {
  const block = blockOf(grid, level, id);
  return block === null ? 0 : (grid.levels[level]?.counts[block] ?? 0);
}

/** How far the grid is zoomed, in words: what a picture stands for. */
export function levelText(level: number): string {
  return level === 0 ? 'Single pictures' : `Each picture stands for up to ${formatCount(4 ** level)}`;
}

/** `stands for 64 samples`; null where it is one alone. */
export function standsForText(count: number): string | null {
  return count > 1 ? `stands for ${formatNoun(count, 'sample')}` : null;
}

/** `12 of 713 samples selected`; null where none is. */
export function selectedText(selected: IdSet, total: number): string | null {
  return selected.size === 0 ? null : `${formatCount(selected.size)} of ${formatNoun(total, 'sample')} selected`;
}
