import { lastAtMost } from '../../shared/last-at-most.ts';
import { GRID_PADDING, type GridLayout, HEADER_HEIGHT, type LayoutOptions, type RowRange } from './grid-layout.ts';
import { justifiedRows } from './justified-rows.ts';
import { type RowMaker, RowTable } from './row-table.ts';
import { uniformRows } from './uniform-rows.ts';

/** One pass over the rows, in the justified layout over the samples: milliseconds for a million, with pauses between. */
export function* layOutGrid(options: LayoutOptions): Generator<void, GridLayout> {
  const { count, width, groups, captionHeight, gap, rowLayout } = options;
  const room = Math.max(1, width - 2 * GRID_PADDING);
  const rows = rowLayout === 'justified' ? justifiedRows(options, room) : uniformRows(options, room);
  const table = new RowTable(GRID_PADDING, gap);
  const headers = new Uint32Array(groups === null ? 0 : groups.starts.length - 1);
  if (groups === null) yield* rows.add(table, 0, count, captionHeight);
  for (let group = 0; group < headers.length; group++) {
    const [from, to] = [groups?.starts[group] ?? 0, groups?.starts[group + 1] ?? 0];
    headers[group] = table.length;
    table.add(from, HEADER_HEIGHT);
    if (groups?.folded[group] !== 1) yield* rows.add(table, from, to, captionHeight);
  }
  return layoutOf(options, table, headers, rows, captionHeight);
}

/** `layOutGrid` in one go. */
export function gridLayout(options: LayoutOptions): GridLayout {
  const steps = layOutGrid(options);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

function layoutOf(
  { rowLayout, count, width, gap }: LayoutOptions,
  table: RowTable,
  headers: Uint32Array,
  maker: RowMaker,
  captionHeight: number,
): GridLayout {
  const groupOfRow = (row: number): number => lastAtMost(headers, headers.length, row);
  const headerOf = (row: number): number => {
    const group = groupOfRow(row);
    return group >= 0 && headers[group] === row ? group : -1;
  };
  const isTiles = (row: number): boolean => row < table.length && headerOf(row) < 0;
  const rowRange = (row: number): RowRange => {
    const first = table.firstOf(row);
    if (!isTiles(row)) return { first, end: first };
    return { first, end: row + 1 < table.length ? table.firstOf(row + 1) : count };
  };
  return {
    rowLayout,
    count,
    width,
    cell: maker.cell,
    columns: maker.columns,
    captionHeight,
    headerHeight: headers.length === 0 ? 0 : HEADER_HEIGHT,
    rows: table.length,
    groups: headers.length,
    height: table.bottom + GRID_PADDING - (table.length === 0 ? 0 : gap),
    rowTop: (row) => table.topOf(row),
    rowHeight: (row) => table.heightOf(row),
    rowAt: (y) => table.rowAt(y),
    rowOf: (index) => table.rowOf(index),
    rowRange,
    headerOf,
    groupOfRow,
    headerRow: (group) => headers[group] ?? 0,
    edges: (row) => maker.edges(rowRange(row), !isTiles(row + 1)),
  };
}
