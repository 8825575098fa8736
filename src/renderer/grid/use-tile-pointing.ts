import { type RefObject, useEffect } from 'react';
import { clearHover, endPreview, pointAt } from '../state/tile-hover.ts';
import type { Scroller } from '../ui/scroller.ts';
import { indexAt } from './place-in-grid.ts';
import type { ShownGrid } from './use-grid-layout.ts';

/** Tells which tile is pointed at, by geometry, once a frame; not of touches. */
export function useTilePointing(view: RefObject<HTMLElement | null>, scroller: Scroller, grid: RefObject<ShownGrid>): void {
  useEffect(() => {
    const element = view.current;
    if (element === null) return;
    const stopping = new AbortController();
    const options = { passive: true, signal: stopping.signal };
    let frame = 0;
    let at: { readonly x: number; readonly y: number } | null = null;
    const look = (): void => {
      frame = 0;
      const index = at === null ? -1 : indexAt(grid.current.layout, at.x, at.y + scroller.top);
      pointAt(index < 0 ? null : (grid.current.ids[index] ?? null));
    };
    const lookSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const onMove = ({ clientX, clientY, pointerType, buttons }: PointerEvent): void => {
      if (pointerType === 'touch') return;
      const { left, top } = element.getBoundingClientRect();
      at = buttons === 0 && clientX - left < element.clientWidth ? { x: clientX - left, y: clientY - top } : null;
      lookSoon();
    };
    const onLeave = (): void => {
      at = null;
      lookSoon();
    };
    const onDown = (): void => {
      // What is pointed at since the last frame is not shown larger either.
      look();
      endPreview();
    };
    element.addEventListener('pointermove', onMove, options);
    element.addEventListener('pointerleave', onLeave, options);
    element.addEventListener('pointerdown', onDown, options);
    window.addEventListener('keydown', endPreview, { ...options, capture: true });
    // What scrolls under a resting pointer is not looked at.
    const stopScroll = scroller.observe((_, isScrolling) => {
      if (isScrolling) pointAt(null);
    });
    return () => {
      stopping.abort();
      stopScroll();
      cancelAnimationFrame(frame);
      clearHover();
    };
  }, [view, scroller, grid]);
}
