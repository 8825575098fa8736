import type { BoxPlace } from '../../shared/box.ts';

/** Smallest box around points. @param outline x and y by turns, in pixels @returns null where it is none: of fewer than two points, odd, or not finite */
export function boxAround(outline: readonly unknown[]): BoxPlace | null {
  if (outline.length < 4 || outline.length % 2 !== 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [place, value] of outline.entries()) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return null;
    if (place % 2 === 0) [left, right] = [Math.min(left, value), Math.max(right, value)];
    else [top, bottom] = [Math.min(top, value), Math.max(bottom, value)];
  }
  return [left, top, right - left, bottom - top];
}

/** Square pixels within an outline that does not cross itself, by the shoelace formula. @param outline x and y by turns */
export function areaWithin(outline: readonly number[]): number {
  let twice = 0;
  for (let at = 0; at < outline.length; at += 2) {
    const [x = 0, y = 0] = outline.slice(at, at + 2);
    const [nextX = outline[0] ?? 0, nextY = outline[1] ?? 0] = outline.slice(at + 2, at + 4);
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}
