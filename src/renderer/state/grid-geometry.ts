/** How the grid lies now, for keys that move by row and page. Written by the grid, read when a key is pressed. */
export interface GridGeometry {
  readonly columns: number;
  readonly rowsPerPage: number;
}

let geometry: GridGeometry = { columns: 1, rowsPerPage: 1 };

export function setGridGeometry(next: GridGeometry): void {
  geometry = next;
}

export type GridMove = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/** Where a key leads from a place in the order shown. Up and down stay in their column at the edges. @param from -1: nowhere yet */
export function movedIndex(
  move: GridMove,
  from: number,
  count: number,
  { columns, rowsPerPage }: GridGeometry = geometry,
): number {
  if (count === 0) return -1;
  if (from < 0) return move === 'last' ? count - 1 : 0;
  switch (move) {
    case 'left':
      return Math.max(0, from - 1);
    case 'right':
      return Math.min(count - 1, from + 1);
    case 'up':
      return byRows(from, -1, count, columns);
    case 'down':
      return byRows(from, 1, count, columns);
    case 'page-up':
      return byRows(from, -rowsPerPage, count, columns);
    case 'page-down':
      return byRows(from, rowsPerPage, count, columns);
    case 'first':
      return 0;
    case 'last':
      return count - 1;
  }
}

function byRows(from: number, rows: number, count: number, columns: number): number {
  const lastRow = Math.floor((count - 1) / columns);
  const row = Math.min(lastRow, Math.max(0, Math.floor(from / columns) + rows));
  return Math.min(count - 1, row * columns + (from % columns));
}
