import type { ObjectGroup } from './object-order.ts';

export interface ObjectGrid {
  /** CSS px. */
  readonly width: number;
  /** Side of a tile, gap and all. */
  readonly tile: number;
  /** Of the line above a group; 0 where there are none. */
  readonly header: number;
}

export interface ObjectLayout {
  readonly columns: number;
  readonly height: number;
  /** Upper edge of each group. */
  readonly tops: readonly number[];
}

/** What of a group is in view: a line of tiles, or the line above them. */
export type ObjectLine =
  | { readonly kind: 'header'; readonly group: ObjectGroup; readonly top: number }
  | { readonly kind: 'tiles'; readonly start: number; readonly end: number; readonly top: number };

/** Costs as much as there are groups, not boxes. */
export function layOutObjects(groups: readonly ObjectGroup[], { width, tile, header }: ObjectGrid): ObjectLayout {
  const columns = Math.max(1, Math.floor(width / tile));
  const tops: number[] = [];
  let height = 0;
  for (const { count } of groups) {
    tops.push(height);
    height += header + Math.ceil(count / columns) * tile;
  }
  return { columns, height, tops };
}

/** The lines that meet a stretch of the layout, from the top down. */
export function linesInView(
  groups: readonly ObjectGroup[],
  { columns, tops }: ObjectLayout,
  { tile, header }: ObjectGrid,
  from: number,
  to: number,
): readonly ObjectLine[] {
  const lines: ObjectLine[] = [];
  for (let at = Math.max(0, lastBelow(tops, from)); at < groups.length && (tops[at] as number) < to; at++) {
    const [group, top] = [groups[at] as ObjectGroup, tops[at] as number];
    if (header > 0 && top + header > from) lines.push({ kind: 'header', group, top });
    const first = Math.max(0, Math.floor((from - top - header) / tile));
    const end = Math.min(Math.ceil(group.count / columns), Math.ceil((to - top - header) / tile));
    for (let row = first; row < end; row++) {
      const start = group.start + row * columns;
      const last = Math.min(group.start + group.count, start + columns);
      lines.push({ kind: 'tiles', start, end: last, top: top + header + row * tile });
    }
  }
  return lines;
}

/** Where a box lies, by its place in the order. */
export function topOf(place: number, groups: readonly ObjectGroup[], { columns, tops }: ObjectLayout, grid: ObjectGrid): number {
  const at = Math.max(
    0,
    lastBelow(
      groups.map(({ start }) => start),
      place,
    ),
  );
  return (tops[at] ?? 0) + grid.header + Math.floor((place - (groups[at]?.start ?? 0)) / columns) * grid.tile;
}

/** Where an arrow leads from a box; up and down keep the column as far as a shorter line has it. */
export function objectMoved(
  place: number,
  key: string,
  groups: readonly ObjectGroup[],
  { columns }: ObjectLayout,
  count: number,
): number {
  const within = (to: number): number => Math.min(count - 1, Math.max(0, to));
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowLeft') return within(place - 1);
  if (key === 'ArrowRight') return within(place + 1);
  const at = groups.findIndex(({ start, count: size }) => place >= start && place < start + size);
  const group = groups[at];
  if (group === undefined) return within(place);
  const [column, row] = [(place - group.start) % columns, Math.floor((place - group.start) / columns)];
  const rows = Math.ceil(group.count / columns);
  if (key === 'ArrowDown') {
    if (row + 1 < rows) return Math.min(group.start + group.count - 1, place + columns);
    const below = groups[at + 1];
    return below === undefined ? place : below.start + Math.min(column, below.count - 1);
  }
  if (row > 0) return place - columns;
  const above = groups[at - 1];
  if (above === undefined) return place;
  const lastRow = (Math.ceil(above.count / columns) - 1) * columns;
  return above.start + Math.min(above.count - 1, lastRow + column);
}

/** The last place whose value is at most `wanted`; -1: none. @param values ascending */
function lastBelow(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
