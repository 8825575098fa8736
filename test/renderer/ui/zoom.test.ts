import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actualScale,
  fitZoom,
  isPixelated,
  panBy,
  scaleAt,
  wheelFactor,
  type Zoom,
  zoomAt,
} from '../../../src/renderer/ui/zoom.ts';

const view = { width: 800, height: 600 };
const sizes = fc.record({ width: fc.integer({ min: 1, max: 8000 }), height: fc.integer({ min: 1, max: 8000 }) });
const factors = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { maxLength: 8 });

describe('fitZoom', () => {
  it('shows the whole picture, centred', () => {
    fc.assert(
      fc.property(sizes, (picture) => {
        const { scale, x, y } = fitZoom(picture, view);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(2 * x + picture.width * scale).toBeCloseTo(view.width, 6);
        expect(2 * y + picture.height * scale).toBeCloseTo(view.height, 6);
      }),
    );
  });

  it('enlarges small pictures, but not to a blur of the whole screen', () => {
    expect(fitZoom({ width: 28, height: 28 }, view).scale).toBe(16);
    expect(fitZoom({ width: 1, height: 1 }, view).scale).toBe(16);
  });
});

describe('zooming', () => {
  it('keeps the point under the pointer where the picture is larger than the view', () => {
    const picture = { width: 4000, height: 3000 };
    const start: Zoom = { scale: 1, x: -1000, y: -800 };
    const after = zoomAt(start, 2, 300, 200, picture, view);
    expect((300 - after.x) / after.scale).toBeCloseTo((300 - start.x) / start.scale);
    expect((200 - after.y) / after.scale).toBeCloseTo((200 - start.y) / start.scale);
  });

  it('never loses the picture, whatever is done', () => {
    const pan = fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }));
    fc.assert(
      fc.property(sizes, factors, fc.array(pan, { maxLength: 5 }), (picture, zooms, pans) => {
        let zoom = fitZoom(picture, view);
        for (const factor of zooms) zoom = zoomAt(zoom, factor, 10, 590, picture, view);
        for (const [dx, dy] of pans) zoom = panBy(zoom, dx, dy, picture, view);
        const right = zoom.x + picture.width * zoom.scale;
        expect(zoom.scale).toBeGreaterThan(0);
        expect(zoom.scale).toBeLessThanOrEqual(64);
        expect(zoom.x).toBeLessThan(view.width);
        expect(right).toBeGreaterThan(0);
        if (picture.width * zoom.scale >= view.width) {
          expect(zoom.x).toBeLessThanOrEqual(0);
          expect(right).toBeGreaterThanOrEqual(view.width - 1e-6);
        }
      }),
    );
  });

  it('has a scale for one pixel to a pixel of the screen', () => {
    const zoom = scaleAt(fitZoom({ width: 4000, height: 3000 }, view), actualScale(2), 0, 0, { width: 4000, height: 3000 }, view);
    expect(zoom.scale).toBe(0.5);
    expect(isPixelated(zoom, 2)).toBe(false);
    expect(isPixelated({ ...zoom, scale: 4 }, 1)).toBe(true);
  });

  it('treats a notch of the wheel alike in all delta modes, up is closer', () => {
    expect(wheelFactor(-100, 0)).toBeGreaterThan(1);
    expect(wheelFactor(-3, 1)).toBeCloseTo(wheelFactor(-99, 0));
    expect(wheelFactor(1e9, 0)).toBeGreaterThan(0.4);
    expect(wheelFactor(100, 0) * wheelFactor(-100, 0)).toBeCloseTo(1);
  });
});
