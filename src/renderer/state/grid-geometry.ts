export type GridMove = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/** How the grid lies now, for keys that move in it. Written by the grid, asked when a key is pressed. */
export interface GridGeometry {
  /** Samples laid out. */
  readonly count: number;
  /** Where a key leads from a place in the order shown. @param from -1: nowhere yet */
  moved(move: GridMove, from: number): number;
  /** The first group that can be seen; -1: there are none. */
  groupInView(): number;
  /** Scrolls to a group's header once the grid is laid out as the stores say. @param to the upper edge, or no farther than needed */
  revealGroup(group: number, to: 'top' | 'least'): void;
}

let geometry: GridGeometry | null = null;

export function setGridGeometry(next: GridGeometry): void {
  geometry = next;
}

/** Where a key leads from a place in the order shown; -1: nothing is shown. @param from -1: nowhere yet */
export function movedIndex(move: GridMove, from: number, count: number): number {
  if (count === 0) return -1;
  // The grid lays out a new answer a moment after it came, or is not there: then there are no rows.
  if (geometry?.count === count) return geometry.moved(move, from);
  if (from < 0) return move === 'last' ? count - 1 : 0;
  if (move === 'first') return 0;
  if (move === 'last') return count - 1;
  const isBack = move === 'left' || move === 'up' || move === 'page-up';
  return Math.min(count - 1, Math.max(0, from + (isBack ? -1 : 1)));
}

export function groupInView(): number {
  return geometry?.groupInView() ?? -1;
}

export function revealGroup(group: number, to: 'top' | 'least'): void {
  geometry?.revealGroup(group, to);
}
