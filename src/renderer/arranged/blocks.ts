import type { ArrangedMove } from '../state/arranged-commands.ts';
import { type ArrangedGrid, type BlockRange, blockOf } from '../state/arranged-grid.ts';
import type { Camera, Extent, Size } from './camera.ts';

/** Smaller a picture says nothing: then one stands for four. CSS pixels. */
export const LEAST_BLOCK_PX = 52;

/** The level whose blocks are just large enough to be seen. */
export function levelAt(scale: number, { levels }: Pick<ArrangedGrid, 'levels'>): number {
  const level = Math.ceil(Math.log2(LEAST_BLOCK_PX / scale) - 1e-9);
  return Math.min(levels.length - 1, Math.max(0, level));
}

/** What there is to see at a scale: whole blocks of the level shown there. */
export function extentOf(grid: ArrangedGrid): Extent {
  return (scale) => {
    const level = levelAt(scale, grid);
    const { columns, rows } = grid.levels[level] ?? grid;
    return { width: columns << level, height: rows << level };
  };
}

/** The blocks of a level that the view touches; empty where none. */
export function blocksInView(grid: ArrangedGrid, level: number, { x, y, scale }: Camera, view: Size): BlockRange {
  const { columns, rows } = grid.levels[level] ?? { columns: 0, rows: 0 };
  const side = 2 ** level;
  return {
    level,
    left: Math.max(0, Math.floor(x / side)),
    top: Math.max(0, Math.floor(y / side)),
    right: Math.min(columns - 1, Math.floor((x + view.width / scale) / side)),
    bottom: Math.min(rows - 1, Math.floor((y + view.height / scale) / side)),
  };
}

/** The block under a point of the view; -1: none. */
export function blockAt(grid: ArrangedGrid, level: number, camera: Camera, x: number, y: number): number {
  const { columns, rows, ids } = grid.levels[level] ?? { columns: 0, rows: 0, ids: new Uint32Array(0) };
  const side = 2 ** level * camera.scale;
  const column = Math.floor((camera.x * camera.scale + x) / side);
  const row = Math.floor((camera.y * camera.scale + y) / side);
  if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
  const block = row * columns + column;
  return ids[block] === 0 ? -1 : block;
}

/** A box of the view as blocks of a level; null where it touches none. */
export function blocksInBox(grid: ArrangedGrid, level: number, camera: Camera, a: Point, b: Point): BlockRange | null {
  const left = Math.min(a.x, b.x);
  const top = Math.min(a.y, b.y);
  const part = { x: camera.x + left / camera.scale, y: camera.y + top / camera.scale, scale: camera.scale };
  const range = blocksInView(grid, level, part, { width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });
  return range.right < range.left || range.bottom < range.top ? null : range;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a key leads from the focused sample, at a level. @param page blocks that a page key passes @returns a block; -1: the grid is empty */
export function movedBlock(grid: ArrangedGrid, level: number, move: ArrangedMove, focus: number | null, page: number): number {
  const { columns, rows, ids } = grid.levels[level] ?? { columns: 0, rows: 0, ids: new Uint32Array(0) };
  const last = ids.findLastIndex((id) => id !== 0);
  const from = blockOf(grid, level, focus);
  if (last < 0 || move === 'first') return Math.min(0, last);
  if (move === 'last') return last;
  if (from === null) return 0;
  const column = (from % columns) + (move === 'left' ? -1 : move === 'right' ? 1 : 0);
  const step = move === 'up' ? -1 : move === 'down' ? 1 : move === 'page-up' ? -page : move === 'page-down' ? page : 0;
  const row = Math.min(rows - 1, Math.max(0, Math.floor(from / columns) + step));
  const to = row * columns + Math.min(columns - 1, Math.max(0, column));
  // Only the end of the last row is empty: sideways it is not entered, from above its last sample is taken.
  return ids[to] !== 0 ? to : move === 'right' ? from : last;
}
