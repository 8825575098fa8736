import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extentOf } from '../../../src/renderer/arranged/blocks.ts';
import {
  between,
  type Camera,
  fitCamera,
  held,
  isNear,
  MOST_SCALE,
  panBy,
  reveal,
  zoomAt,
} from '../../../src/renderer/arranged/camera.ts';
import { numberedGrid } from './grids.ts';

const view = { width: 1000, height: 600 };
const large = extentOf(numberedGrid(400, 100_000));
const small = extentOf(numberedGrid(5, 15));
/** Cell coordinates under a point of the view. */
const under = ({ x, y, scale }: Camera, px: number, py: number) => ({ x: x + px / scale, y: y + py / scale });

describe('the camera', () => {
  test('shows all of a grid with room around it, and does not blow up a small one', () => {
    const { x, y, scale } = fitCamera(large, view);
    const { width, height } = large(scale);
    expect(-x * scale).toBeGreaterThanOrEqual(12);
    expect((width - x) * scale).toBeLessThanOrEqual(view.width - 12 + 1e-6);
    expect((height - y) * scale).toBeLessThanOrEqual(view.height - 52 + 1e-6);
    expect(fitCamera(small, view).scale).toBe(160);
  });

  test('zooms around the point under the pointer, as long as no edge is in the way', () => {
    const middle = held({ x: 190, y: 120, scale: 30 }, large, view);
    const zoomed = zoomAt(middle, 1.5, 300, 200, large, view);
    expect(zoomed.scale).toBe(45);
    expect(under(zoomed, 300, 200).x).toBeCloseTo(under(middle, 300, 200).x, 6);
    expect(under(zoomed, 300, 200).y).toBeCloseTo(under(middle, 300, 200).y, 6);
  });

  test('zooms neither beyond all of the grid nor beyond a picture’s own size', () => {
    const fitted = fitCamera(large, view);
    expect(zoomAt(fitted, 0.1, 0, 0, large, view)).toEqual(fitted);
    expect(zoomAt(fitted, 1e6, 500, 300, large, view).scale).toBe(MOST_SCALE);
  });

  test('never leaves the grid, wherever it is moved', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        fc.double({ min: 3, max: MOST_SCALE, noNaN: true }),
        (dx, dy, scale) => {
          const camera = panBy(held({ x: 100, y: 100, scale }, large, view), dx, dy, large, view);
          const { width, height } = large(scale);
          expect(camera.x * scale).toBeGreaterThanOrEqual(Math.min(-12, (width * scale - view.width) / 2) - 1e-6);
          expect((camera.x + view.width / scale - width) * scale).toBeLessThanOrEqual(
            Math.max(12, (view.width - width * scale) / 2) + 1e-6,
          );
          expect((camera.y + view.height / scale - height) * scale).toBeLessThanOrEqual(
            Math.max(52, view.height - height * scale) + 1e-6,
          );
        },
      ),
    );
  });

  test('reveals a part by the least movement', () => {
    const camera = held({ x: 50, y: 50, scale: 50 }, large, view);
    const part = (x: number, y: number) => ({ x, y, width: 1, height: 1 });
    expect(reveal(camera, part(55, 55), large, view)).toEqual(camera);
    expect(reveal(camera, part(40, 55), large, view).x).toBe(40);
    expect(reveal(camera, part(75, 55), large, view).x).toBeCloseTo(56);
  });

  test('flies so that the point zoomed around stays where it is', () => {
    const from = held({ x: 190, y: 120, scale: 20 }, large, view);
    const to = zoomAt(from, 4, 700, 100, large, view);
    for (const share of [0.2, 0.5, 0.9]) {
      const way = between(from, to, share);
      expect(under(way, 700, 100).x).toBeCloseTo(under(from, 700, 100).x, 6);
      expect(under(way, 700, 100).y).toBeCloseTo(under(from, 700, 100).y, 6);
      expect(way.scale).toBeGreaterThan(from.scale);
      expect(way.scale).toBeLessThan(to.scale);
    }
    expect(isNear(between(from, to, 1), to)).toBe(true);
    expect(between({ x: 0, y: 0, scale: 10 }, { x: 10, y: 4, scale: 10 }, 0.5)).toEqual({ x: 5, y: 2, scale: 10 });
  });
});
