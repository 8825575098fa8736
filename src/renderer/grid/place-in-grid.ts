import { type Box, GRID_GAP, GRID_PADDING, type GridLayout } from './grid-layout.ts';

/** Room that a revealed row keeps from the upper edge: there the header of its group stays. */
function upperInset({ headerHeight }: GridLayout): number {
  return headerHeight === 0 ? GRID_PADDING : headerHeight + GRID_GAP;
}

/** The least scrolling that shows a sample whole. @returns the new top */
export function topToReveal(layout: GridLayout, index: number, top: number, viewport: number): number {
  return topToRevealRow(layout, layout.rowOf(index), top, viewport);
}

/** The least scrolling that shows a row whole. @returns the new top */
export function topToRevealRow(layout: GridLayout, row: number, top: number, viewport: number): number {
  const inset = layout.headerOf(row) < 0 ? upperInset(layout) : 0;
  const highest = Math.max(0, layout.rowTop(row) - inset);
  const end = layout.rowTop(row) + layout.rowHeight(row);
  if (highest < top) return highest;
  // One taller than the view shows its upper part.
  if (end + GRID_PADDING > top + viewport) return Math.min(highest, end + GRID_PADDING - viewport);
  return top;
}

/** A sample, or the header of its group, and how far below the view's upper edge its row starts. */
export interface ScrollAnchor {
  readonly index: number;
  readonly below: number;
  readonly isHeader: boolean;
}

/** What should stay in place when the layout changes: the focused sample where it can be seen, else the first row shown. */
export function anchorOf(layout: GridLayout, top: number, viewport: number, focus: number): ScrollAnchor {
  if (focus >= 0) {
    const row = layout.rowOf(focus);
    const below = layout.rowTop(row) - top;
    const isSeen = below + layout.rowHeight(row) + GRID_GAP > layout.headerHeight && below < viewport;
    if (isSeen && layout.headerOf(row) < 0) return { index: focus, below, isHeader: false };
  }
  const row = layout.rowAt(top);
  return { index: layout.rowRange(row).first, below: layout.rowTop(row) - top, isHeader: layout.headerOf(row) >= 0 };
}

/** The top that puts an anchor's row where it was; a row that was folded away leaves its header at the upper edge. */
export function topOfAnchor(layout: GridLayout, { index, below, isHeader }: ScrollAnchor): number {
  const row = layout.rowOf(index);
  const group = layout.groupOfRow(row);
  if (isHeader && group >= 0) return layout.rowTop(layout.headerRow(group)) - below;
  return layout.rowTop(row) - (layout.headerOf(row) < 0 ? below : Math.max(0, below));
}

/** Places in the order shown of all tiles that a box touches. */
export function indicesInBox(layout: GridLayout, box: Box): Uint32Array {
  if (layout.rows === 0) return new Uint32Array(0);
  const [firstRow, lastRow] = [layout.rowAt(box.top), layout.rowAt(box.bottom)];
  const found = new Uint32Array(layout.rowRange(lastRow).end - layout.rowRange(firstRow).first);
  let length = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    const start = layout.rowTop(row);
    if (start > box.bottom || start + layout.rowHeight(row) < box.top) continue;
    const { first, end } = layout.rowRange(row);
    const edges = layout.edges(row);
    for (let place = 0; place < end - first; place++) {
      if ((edges[2 * place] ?? 0) <= box.right && (edges[2 * place + 1] ?? 0) >= box.left) found[length++] = first + place;
    }
  }
  return found.subarray(0, length);
}

/** The tile under a point of the virtual grid; -1: a gap, a header, or below the last. */
export function indexAt(layout: GridLayout, x: number, y: number): number {
  return indicesInBox(layout, { left: x, right: x, top: y, bottom: y })[0] ?? -1;
}
