import type { Rgb } from '../ui/palette.ts';
import type { Bounds } from './camera.ts';
import type { MapData } from './map-data.ts';

/** More points than these are counted in part: a small picture shows no difference. */
const MOST_COUNTED = 100_000;

/** How closely points lie, as a picture of one colour: the denser, the more opaque. RGBA, row by row from the top. */
export function densityPicture(
  { points, states }: Pick<MapData, 'points' | 'states'>,
  [left, bottom, right, top]: Bounds,
  width: number,
  height: number,
  [red, green, blue]: Rgb,
): Uint8ClampedArray<ArrayBuffer> {
  const counts = new Float32Array(width * height);
  const step = Math.max(1, Math.floor(points.ids.length / MOST_COUNTED));
  for (let place = 0; place < points.ids.length; place += step) {
    const column = Math.floor((((points.x[place] ?? 0) - left) / (right - left)) * width);
    const row = Math.floor(((top - (points.y[place] ?? 0)) / (top - bottom)) * height);
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const at = row * width + column;
    counts[at] = (counts[at] ?? 0) + (states[place] === 0 ? 0.25 : 1);
  }
  const most = Math.log1p(counts.reduce((max, count) => Math.max(max, count), 0));
  const pixels = new Uint8ClampedArray(4 * counts.length);
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    if (count > 0) pixels.set([red, green, blue, 70 + 150 * (Math.log1p(count) / Math.max(1e-6, most))], 4 * at);
  }
  return pixels;
}
