/** Geometry of the grid, in CSS pixels of its virtual height (see ui/scaled-scroll.ts). */
export interface GridLayout {
  readonly columns: number;
  readonly rows: number;
  readonly count: number;
  /** Side of the square a picture is fitted into. */
  readonly cell: number;
  readonly captionHeight: number;
  /** From one row to the next. */
  readonly rowHeight: number;
  readonly height: number;
}

export const GRID_PADDING = 12;
export const GRID_GAP = 8;
export const CAPTION_HEIGHT = 22;

/** As many columns as fit at the wanted size, stretched to fill the width. */
export function gridLayout(count: number, width: number, wantedSize: number, hasCaptions: boolean): GridLayout {
  const room = Math.max(1, width - 2 * GRID_PADDING);
  const columns = Math.max(1, Math.floor((room + GRID_GAP) / (wantedSize + GRID_GAP)));
  const cell = Math.max(1, Math.floor((room - (columns - 1) * GRID_GAP) / columns));
  const captionHeight = hasCaptions ? CAPTION_HEIGHT : 0;
  const rowHeight = cell + captionHeight + GRID_GAP;
  const rows = Math.ceil(count / columns);
  return {
    columns,
    rows,
    count,
    cell,
    captionHeight,
    rowHeight,
    height: 2 * GRID_PADDING + Math.max(0, rows * rowHeight - GRID_GAP),
  };
}

export function rowOf({ columns }: GridLayout, index: number): number {
  return Math.floor(index / columns);
}

export function rowTop({ rowHeight }: GridLayout, row: number): number {
  return GRID_PADDING + row * rowHeight;
}

/** Rows that fit whole into the view, at least one: how far PageDown goes. */
export function rowsPerPage({ rowHeight }: GridLayout, viewport: number): number {
  return Math.max(1, Math.floor((viewport - 2 * GRID_PADDING + GRID_GAP) / rowHeight));
}

/** The least scrolling that shows a sample whole. @returns the new top */
export function topToReveal(layout: GridLayout, index: number, top: number, viewport: number): number {
  const start = rowTop(layout, rowOf(layout, index));
  const end = start + layout.rowHeight - GRID_GAP;
  if (start - GRID_PADDING < top) return start - GRID_PADDING;
  // One taller than the view shows its upper part.
  if (end + GRID_PADDING > top + viewport) return Math.min(start - GRID_PADDING, end + GRID_PADDING - viewport);
  return top;
}

/** A sample and how far below the view's upper edge its row starts. */
export interface ScrollAnchor {
  readonly index: number;
  readonly below: number;
}

/** What should stay in place when the layout changes: the focused sample where it can be seen, else the first one shown. */
export function anchorOf(layout: GridLayout, top: number, viewport: number, focus: number): ScrollAnchor {
  const focusTop = rowTop(layout, rowOf(layout, focus)) - top;
  if (focus >= 0 && focusTop + layout.rowHeight > 0 && focusTop < viewport) return { index: focus, below: focusTop };
  const row = Math.max(0, Math.floor((top - GRID_PADDING) / layout.rowHeight));
  return { index: row * layout.columns, below: rowTop(layout, row) - top };
}

/** The top that puts a sample's row where it was. */
export function topOfAnchor(layout: GridLayout, { index, below }: ScrollAnchor): number {
  return rowTop(layout, rowOf(layout, index)) - below;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Places in the order shown of all cells that a box touches. */
export function indicesInBox({ columns, rows, count, cell, captionHeight, rowHeight }: GridLayout, box: Box): Uint32Array {
  const step = cell + GRID_GAP;
  const firstColumn = Math.max(0, Math.ceil((box.left - GRID_PADDING - cell) / step));
  const lastColumn = Math.min(columns - 1, Math.floor((box.right - GRID_PADDING) / step));
  const firstRow = Math.max(0, Math.ceil((box.top - GRID_PADDING - cell - captionHeight) / rowHeight));
  const lastRow = Math.min(rows - 1, Math.floor((box.bottom - GRID_PADDING) / rowHeight));
  const wide = Math.max(0, lastColumn - firstColumn + 1);
  const found = new Uint32Array(wide * Math.max(0, lastRow - firstRow + 1));
  let length = 0;
  for (let row = firstRow; row <= lastRow && wide > 0; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const index = row * columns + column;
      if (index < count) found[length++] = index;
    }
  }
  return found.subarray(0, length);
}

/** The cell under a point of the virtual grid; -1: a gap, or below the last. */
export function indexAt(layout: GridLayout, x: number, y: number): number {
  return indicesInBox(layout, { left: x, right: x, top: y, bottom: y })[0] ?? -1;
}
