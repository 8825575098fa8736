import { useLayoutEffect, useRef } from 'react';
import { indexOfId } from '../state/selection.ts';
import { useSelectionStore } from '../state/selection-store.ts';
import type { Scroller } from '../ui/scroller.ts';
import type { GridLayout } from './grid-layout.ts';
import { anchorOf, topOfAnchor, topToReveal } from './place-in-grid.ts';
import type { ShownGrid } from './use-grid-layout.ts';

/**
 * Keeps what is looked at where it is when the grid changes under it: another thumbnail size, another width, samples
 * that come or go while indexing. A new query starts at the top.
 */
export function useStayInPlace(scroller: Scroller, { layout, ids, answered }: ShownGrid, viewport: number): void {
  const before = useRef({ layout, ids, viewport, answered });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { layout, ids, viewport, answered };
    scroller.resize(layout.height, viewport, topAfter(scroller.top, last, before.current));
  }, [scroller, layout, ids, viewport, answered]);
}

interface Shown extends Omit<ShownGrid, 'groups'> {
  readonly viewport: number;
}

function topAfter(top: number, last: Shown, now: Shown): number {
  if (last.answered !== now.answered || last.viewport === 0) return 0;
  // At the very top one stays there, whatever is inserted before the first sample.
  const isReshaped = !hasSameShape(last.layout, now.layout);
  if (top === 0 && !isReshaped) return 0;
  const focus = indexOfId(last.ids, useSelectionStore.getState().selection.focus);
  const anchor = anchorOf(last.layout, top, last.viewport, focus);
  const id = last.ids[anchor.index] ?? null;
  const index = last.ids === now.ids ? anchor.index : indexOfId(now.ids, id);
  if (index < 0) return top;
  const kept = topOfAnchor(now.layout, { ...anchor, index });
  const isResized = isReshaped || last.viewport !== now.viewport;
  return isResized && anchor.index === focus ? topToReveal(now.layout, index, kept, now.viewport) : kept;
}

/** True where each sample has the size it had. */
function hasSameShape(a: GridLayout, b: GridLayout): boolean {
  return a.rowLayout === b.rowLayout && a.cell === b.cell && a.width === b.width;
}
