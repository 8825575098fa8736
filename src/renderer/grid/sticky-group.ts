import { GRID_GAP, type GridLayout } from './grid-layout.ts';

/** The group whose header stays at the view's upper edge while its own place is above it, and how far the next one pushes it up. */
export interface StickyGroup {
  readonly group: number;
  /** CSS pixels, 0 or more. */
  readonly pushedBy: number;
}

/** @returns null where no header is scrolled out of the view */
export function stickyGroup(layout: GridLayout, top: number): StickyGroup | null {
  if (layout.groups === 0) return null;
  const group = layout.groupOfRow(layout.rowAt(top));
  if (group < 0 || layout.rowTop(layout.headerRow(group)) >= top) return null;
  const next = group + 1 < layout.groups ? layout.rowTop(layout.headerRow(group + 1)) : Number.POSITIVE_INFINITY;
  return { group, pushedBy: Math.max(0, top + layout.headerHeight + GRID_GAP - next) };
}
