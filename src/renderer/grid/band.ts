import type { Box } from './grid-layout.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Distance from the view's edge at which a band begins to scroll, and the fastest it scrolls, in pixels per frame. */
const EDGE_PX = 28;
const FASTEST_PX = 40;

export function bandBox(a: Point, b: Point): Box {
  return { left: Math.min(a.x, b.x), right: Math.max(a.x, b.x), top: Math.min(a.y, b.y), bottom: Math.max(a.y, b.y) };
}

/** Pixels per frame to scroll while the pointer is near or past the upper (negative) or lower edge. */
export function edgeSpeed(y: number, viewport: number): number {
  if (y < EDGE_PX) return -Math.min(FASTEST_PX, (EDGE_PX - y) / 2);
  if (y > viewport - EDGE_PX) return Math.min(FASTEST_PX, (y - viewport + EDGE_PX) / 2);
  return 0;
}
