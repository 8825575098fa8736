import type { Bounds } from './camera.ts';

/** Corners as `[x, y, x, y, …]`. */
export type Polygon = readonly number[];

export function boundsOf(polygon: Polygon): Bounds {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < polygon.length; at += 2) {
    const [x, y] = [polygon[at] ?? 0, polygon[at + 1] ?? 0];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  return [left, bottom, right, top];
}

/** Even-odd rule, as the engine evaluates a lasso. */
export function isInside(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, before = polygon.length - 2; at + 1 < polygon.length; before = at, at += 2) {
    const [x1, y1] = [polygon[at] ?? 0, polygon[at + 1] ?? 0];
    const [x2, y2] = [polygon[before] ?? 0, polygon[before + 1] ?? 0];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** The rectangle between two corners. */
export function boxPolygon(x1: number, y1: number, x2: number, y2: number): Polygon {
  return [x1, y1, x2, y1, x2, y2, x1, y2];
}

/**
 * The same outline with at most `most` corners: Douglas and Peucker's, with a tolerance that grows until they suffice.
 * @param tolerance the least distance that matters, in the polygon's units
 */
export function simplified(polygon: Polygon, tolerance: number, most: number): Polygon {
  let kept = withTolerance(polygon, tolerance);
  for (let more = tolerance * 1.5; kept.length > 2 * most; more *= 1.5) kept = withTolerance(polygon, more);
  return kept;
}

/** Numbers no longer than they need to be: the last digit is worth `step` or less. They stand in the search box. */
export function rounded(polygon: Polygon, step: number): Polygon {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  return polygon.map((value) => Number(value.toFixed(digits)));
}

function withTolerance(polygon: Polygon, tolerance: number): Polygon {
  const corners = polygon.length / 2;
  const isKept = new Uint8Array(corners);
  isKept[0] = 1;
  isKept[corners - 1] = 1;
  const stretches: [number, number][] = [[0, corners - 1]];
  for (let next = stretches.pop(); next !== undefined; next = stretches.pop()) {
    const [from, to] = next;
    const { place, distance } = farthest(polygon, from, to);
    if (distance <= tolerance) continue;
    isKept[place] = 1;
    stretches.push([from, place], [place, to]);
  }
  return polygon.filter((_, at) => isKept[at >> 1] === 1);
}

/** The corner between two others that lies farthest from the line through them. */
function farthest(polygon: Polygon, from: number, to: number): { readonly place: number; readonly distance: number } {
  const at = (corner: number): [number, number] => [polygon[2 * corner] ?? 0, polygon[2 * corner + 1] ?? 0];
  const [[x1, y1], [x2, y2]] = [at(from), at(to)];
  const length = Math.hypot(x2 - x1, y2 - y1);
  let best = { place: from, distance: 0 };
  for (let corner = from + 1; corner < to; corner++) {
    const [x, y] = at(corner);
    const distance = length === 0 ? Math.hypot(x - x1, y - y1) : Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
    if (distance > best.distance) best = { place: corner, distance };
  }
  return best;
}
