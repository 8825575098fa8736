import { hasBit, noBits, setBit } from './bits.ts';
import { RowsGone } from './column.ts';
import type { ColumnReader, PathNeighbours } from './column-reader.ts';
import type { IdColumn } from './id-column.ts';
import type { Checkpoint } from './turns.ts';

/** Ids read at once. */
const SLICE = 20_000;

/**
 * Rows in the order of their paths' bytes, as SQLite's index on path has them.
 * @throws {RowsGone} when a row that `ids` counts is no longer there
 */
export async function readPathOrder(reader: ColumnReader, ids: IdColumn, checkpoint: Checkpoint): Promise<Uint32Array> {
  const order = new Uint32Array(ids.length);
  let count = 0;
  for (let last: string | null = ''; last !== null; await checkpoint()) {
    const slice = reader.pathOrderAfter(last, SLICE);
    for (const id of slice.ids) {
      const row = ids.rowOf(id);
      if (row >= 0) order[count++] = row;
    }
    last = slice.ids.length < SLICE ? null : slice.last;
  }
  if (count !== ids.length) throw new RowsGone(ids.length, count);
  return order;
}

/**
 * The order after some rows were added or renamed, given who stands before each of them: one pass over the old order.
 * @param length rows now, `order.length` and the added ones
 */
export function movedInOrder(
  order: Uint32Array,
  length: number,
  { ids: moved, before }: PathNeighbours,
  ids: IdColumn,
): Uint32Array {
  const follower = new Map<number, number>();
  for (const [k, id] of moved.entries()) {
    const previous = before[k] ?? null;
    follower.set(previous === null ? -1 : ids.rowOf(previous), ids.rowOf(id));
  }
  const isMoved = noBits(length);
  for (const row of follower.values()) setBit(isMoved, row);
  const hasFollower = noBits(length);
  for (const row of follower.keys()) if (row >= 0) setBit(hasFollower, row);

  const result = new Uint32Array(length);
  let count = 0;
  const placeFollowers = (row: number): void => {
    for (let next = follower.get(row); next !== undefined; next = follower.get(next)) result[count++] = next;
  };
  placeFollowers(-1);
  for (const row of order) {
    if (hasBit(isMoved, row)) continue;
    result[count++] = row;
    if (hasBit(hasFollower, row)) placeFollowers(row);
  }
  if (count !== length) throw new RowsGone(length, count);
  return result;
}
