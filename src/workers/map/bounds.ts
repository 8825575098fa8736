/** [left, bottom, right, top] of a map. */
export type Bounds = readonly [number, number, number, number];

/** @param points x, y by point; of none, the origin */
export function boundsOf(points: Float32Array): Bounds {
  if (points.length === 0) return [0, 0, 0, 0];
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  return [left, bottom, right, top];
}

/** Of its longer side. */
export function extentOf([left, bottom, right, top]: Bounds): number {
  return Math.max(right - left, top - bottom);
}
