import type { GridMove } from '../state/grid-geometry.ts';
import { boxOf, GRID_GAP, GRID_PADDING, type GridLayout } from './grid-layout.ts';

/** Where keys lead in a layout. */
export type GridMover = (move: GridMove, from: number) => number;

/**
 * Up and down go to the tile whose centre is nearest; several in a row keep to the place across that the first left.
 * Samples in folded groups are passed over. @param viewport its height now
 * @returns the new place; `from` where there is none to go to; -1 where nothing is shown
 */
export function gridMover(layout: GridLayout, viewport: () => number): GridMover {
  let kept = { index: -1, x: 0 };

  const toRow = (row: number, from: number): number => {
    if (row < 0) return from;
    const x = kept.index === from ? kept.x : centreOf(layout, from);
    const index = nearestInRow(layout, row, x);
    kept = { index, x };
    return index;
  };

  return (move, from) => {
    if (from < 0) return move === 'last' ? lastShown(layout) : firstShown(layout);
    const row = layout.rowOf(from);
    switch (move) {
      case 'left':
      case 'right':
        return beside(layout, row, from, move === 'left' ? -1 : 1);
      case 'up':
        return toRow(rowOfTiles(layout, row - 1, -1), from);
      case 'down':
        return toRow(rowOfTiles(layout, row + 1, 1), from);
      case 'page-up':
        return toRow(rowAPageUp(layout, row, viewport()), from);
      case 'page-down':
        return toRow(rowAPageDown(layout, row, viewport()), from);
      case 'first':
        return orStay(firstShown(layout), from);
      case 'last':
        return orStay(lastShown(layout), from);
    }
  };
}

const orStay = (index: number, from: number): number => (index < 0 ? from : index);

/** The first row with tiles at or after `row` in a direction; -1: none. */
function rowOfTiles(layout: GridLayout, row: number, step: 1 | -1): number {
  let at = row;
  while (at >= 0 && at < layout.rows && layout.headerOf(at) >= 0) at += step;
  return at < 0 || at >= layout.rows ? -1 : at;
}

function firstShown(layout: GridLayout): number {
  const row = rowOfTiles(layout, 0, 1);
  return row < 0 ? -1 : layout.rowRange(row).first;
}

function lastShown(layout: GridLayout): number {
  const row = rowOfTiles(layout, layout.rows - 1, -1);
  return row < 0 ? -1 : layout.rowRange(row).end - 1;
}

function beside(layout: GridLayout, row: number, from: number, step: 1 | -1): number {
  const { first, end } = layout.rowRange(row);
  const next = from + step;
  if (next >= first && next < end) return next;
  const other = rowOfTiles(layout, row + step, step);
  if (other < 0) return from;
  return step < 0 ? layout.rowRange(other).end - 1 : layout.rowRange(other).first;
}

function rowAPageDown(layout: GridLayout, row: number, viewport: number): number {
  const at = Math.max(row + 1, layout.rowAt(layout.rowTop(row) + pageOf(layout, viewport)));
  const down = rowOfTiles(layout, at, 1);
  return down < 0 ? rowOfTiles(layout, layout.rows - 1, -1) : down;
}

function rowAPageUp(layout: GridLayout, row: number, viewport: number): number {
  const y = layout.rowTop(row) - pageOf(layout, viewport);
  const at = layout.rowAt(y);
  const up = rowOfTiles(layout, Math.min(row - 1, layout.rowTop(at) < y ? at + 1 : at), -1);
  return up < 0 ? rowOfTiles(layout, 0, 1) : up;
}

/** What can be seen at once without the padding and the header that stays above. */
function pageOf({ headerHeight }: GridLayout, viewport: number): number {
  return viewport - 2 * GRID_PADDING + GRID_GAP - headerHeight;
}

function centreOf(layout: GridLayout, index: number): number {
  if (layout.headerOf(layout.rowOf(index)) >= 0) return GRID_PADDING;
  const { left, right } = boxOf(layout, index);
  return (left + right) / 2;
}

function nearestInRow(layout: GridLayout, row: number, x: number): number {
  const { first, end } = layout.rowRange(row);
  const edges = layout.edges(row);
  let [nearest, distance] = [first, Number.POSITIVE_INFINITY];
  for (let place = 0; place < end - first; place++) {
    const away = Math.abs(((edges[2 * place] ?? 0) + (edges[2 * place + 1] ?? 0)) / 2 - x);
    if (away < distance) [nearest, distance] = [first + place, away];
  }
  return nearest;
}
