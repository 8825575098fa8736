import type { ArrangedAnswer } from '../../shared/embedding-api.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Frame } from '../../shared/frame.ts';
import { IdPlaces } from './map-points.ts';

/** Blocks of 2^k × 2^k cells; level 0: the cells themselves. Arrays are never written to. */
export interface GridLevel {
  readonly columns: number;
  readonly rows: number;
  /** The sample that stands for each block, row by row; 0: none is in it. */
  readonly ids: Uint32Array;
  /** Samples in each block. */
  readonly counts: Uint32Array;
}

/** Samples arranged so that similar ones are neighbours. */
export interface ArrangedGrid {
  /** That made it. */
  readonly jobId: string;
  readonly columns: number;
  readonly rows: number;
  /** Samples in it. */
  readonly size: number;
  /** Samples of the query without a vector. */
  readonly leftOut: number;
  /** From single cells up to one block. */
  readonly levels: readonly GridLevel[];
  /** Cell by sample. */
  readonly places: IdPlaces;
}

/** @throws {WinnowError} internal where a column is missing */
export function arrangedGrid(jobId: string, { header, columns: named }: Frame<ArrangedAnswer>): ArrangedGrid {
  const { columns, rows, leftOut } = header;
  const column = (name: string): Uint32Array => {
    const ids = named[name];
    if (ids instanceof Uint32Array) return ids;
    throw new WinnowError('internal', `An arrangement’s answer has no column "${name}" of Uint32Array.`);
  };
  const ids = column('cells');
  const levels: GridLevel[] = [{ columns, rows, ids, counts: ids.map((id) => (id === 0 ? 0 : 1)) }];
  for (const [place, shape] of header.levels.entries()) {
    const below = levels.at(-1) as GridLevel;
    levels.push({ ...shape, ids: column(`level${place + 1}`), counts: summed(below, below.counts, shape.columns) });
  }
  const size = ids.reduce((sum, id) => (id === 0 ? sum : sum + 1), 0);
  return { jobId, columns, rows, size, leftOut, levels, places: new IdPlaces(ids) };
}

/** Numbers of blocks added up for the blocks of the level above. @param columns of the level above */
export function summed(below: Pick<GridLevel, 'columns' | 'rows'>, values: Uint32Array, columns: number): Uint32Array {
  const sums = new Uint32Array(columns * Math.ceil(below.rows / 2));
  for (let row = 0, from = 0; row < below.rows; row++) {
    for (let column = 0; column < below.columns; column++, from++) {
      const to = (row >> 1) * columns + (column >> 1);
      sums[to] = (sums[to] ?? 0) + (values[from] ?? 0);
    }
  }
  return sums;
}

/** Whole blocks of a level, edges included. */
export interface BlockRange {
  readonly level: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The block a sample is in; null: not in the grid. @returns its place at the level */
export function blockOf(grid: ArrangedGrid, level: number, id: number | null): number | null {
  const cell = id === null || id === 0 ? -1 : grid.places.of(id);
  if (cell < 0) return null;
  const columns = grid.levels[level]?.columns ?? 1;
  return (Math.floor(cell / grid.columns) >> level) * columns + ((cell % grid.columns) >> level);
}

/** The least range that holds two blocks of a level. */
export function rangeBetween(grid: ArrangedGrid, level: number, a: number, b: number): BlockRange {
  const columns = grid.levels[level]?.columns ?? 1;
  const [ax, bx, ay, by] = [a % columns, b % columns, Math.floor(a / columns), Math.floor(b / columns)];
  return { level, left: Math.min(ax, bx), right: Math.max(ax, bx), top: Math.min(ay, by), bottom: Math.max(ay, by) };
}

/** All samples in blocks. */
export function idsIn(grid: ArrangedGrid, { level, left, top, right, bottom }: BlockRange): Uint32Array {
  const [fromColumn, fromRow] = [left << level, top << level];
  const toColumn = Math.min(grid.columns, (right + 1) << level);
  const toRow = Math.min(grid.rows, (bottom + 1) << level);
  const found = new Uint32Array(Math.max(0, toColumn - fromColumn) * Math.max(0, toRow - fromRow));
  const cells = grid.levels[0]?.ids ?? found;
  let length = 0;
  for (let row = fromRow; row < toRow; row++) {
    for (let column = fromColumn; column < toColumn; column++) {
      const id = cells[row * grid.columns + column] ?? 0;
      if (id !== 0) found[length++] = id;
    }
  }
  return found.subarray(0, length);
}
