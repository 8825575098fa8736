import { GRID_PADDING, type LayoutOptions } from './grid-layout.ts';
import { PAUSE_EVERY, type RowMaker } from './row-table.ts';

/** As many columns of squares as fit at the wanted size, stretched to fill the width. @param room between the paddings */
export function uniformRows(
  { size, gap, mostHeight }: Pick<LayoutOptions, 'size' | 'gap' | 'mostHeight'>,
  room: number,
): RowMaker {
  const columns = Math.max(1, Math.floor((room + gap) / (size + gap)));
  const cell = Math.max(1, Math.floor((room - (columns - 1) * gap) / columns));
  const edges = new Float64Array(2 * columns);
  for (let column = 0; column < columns; column++) {
    edges[2 * column] = GRID_PADDING + column * (cell + gap);
    edges[2 * column + 1] = GRID_PADDING + column * (cell + gap) + cell;
  }
  return {
    cell,
    columns,
    *add(table, from, to, captionHeight) {
      for (let first = from; first < to; first += columns) {
        if (table.length % PAUSE_EVERY === 0) yield;
        table.add(first, Math.min(cell, mostHeight) + captionHeight);
      }
    },
    edges: ({ first, end }) => edges.subarray(0, 2 * (end - first)),
  };
}
