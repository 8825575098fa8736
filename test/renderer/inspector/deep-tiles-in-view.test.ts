import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepTilesInView, isTileInView, placeInPicture } from '../../../src/renderer/inspector/deep-tiles-in-view.ts';
import { fitZoom, scaleAt } from '../../../src/renderer/ui/zoom.ts';
import { levelsOf } from '../../../src/shared/deep-zoom.ts';

const picture = { width: 12_500, height: 8000 };
const view = { width: 1000, height: 700 };
const levels = levelsOf(picture);
const underScale = 2560 / 12_500;
const at = (scale: number, x = 500, y = 350, pixelRatio = 1) => {
  const zoom = scaleAt(fitZoom(picture, view), scale, x, y, picture, view);
  return deepTilesInView({ zoom, view, levels, pixelRatio, underScale });
};

test('the whole picture needs no parts: what lies under them is as sharp as the screen', () => {
  expect(deepTilesInView({ zoom: fitZoom(picture, view), view, levels, pixelRatio: 1, underScale })).toEqual([]);
  expect(at(underScale)).toEqual([]);
});

test('parts have at least the pixels of the screen, at most twice as many a side', () => {
  expect(at(1)[0]?.level).toBe(0);
  expect(at(0.5)[0]?.level).toBe(1);
  expect(at(0.49)[0]?.level).toBe(1);
  expect(at(0.3)[0]?.level).toBe(1);
  expect(at(8)[0]?.level).toBe(0);
  // Twice the pixels on the same screen.
  expect(at(0.5, 500, 350, 2)[0]?.level).toBe(0);
});

test('the middle of the view comes first, and there are as many as fill it', () => {
  const parts = at(1);
  expect(parts.length).toBeGreaterThanOrEqual(6);
  expect(parts.length).toBeLessThanOrEqual(12);
  expect(parts[0]).toEqual({ level: 0, column: 12, row: 7 });
});

test('parts fill all of the view that the picture does, wherever it is zoomed', () => {
  const scale = fc.double({ min: 0.25, max: 40, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(scale, share, share, (wanted, x, y) => {
      const zoom = scaleAt(fitZoom(picture, view), wanted, x * view.width, y * view.height, picture, view);
      const places = deepTilesInView({ zoom, view, levels, pixelRatio: 1, underScale }).map((part) =>
        placeInPicture(part, levels),
      );
      const shows = { zoom, view, levels, pixelRatio: 1, underScale };
      expect(deepTilesInView(shows).every((part) => isTileInView(part, shows))).toBe(true);
      let covered = 0;
      for (const place of places) {
        if (place === null) continue;
        const [left, top] = [zoom.x + place.left * picture.width * zoom.scale, zoom.y + place.top * picture.height * zoom.scale];
        const right = Math.min(view.width, left + place.width * picture.width * zoom.scale);
        const bottom = Math.min(view.height, top + place.height * picture.height * zoom.scale);
        const area = Math.max(0, right - Math.max(0, left)) * Math.max(0, bottom - Math.max(0, top));
        // Every part that is asked for is seen.
        expect(area).toBeGreaterThan(0);
        covered += area;
      }
      const shown = Math.min(view.width, picture.width * zoom.scale) * Math.min(view.height, picture.height * zoom.scale);
      expect(covered).toBeGreaterThan(shown * 0.995);
      expect(covered).toBeLessThan(shown * 1.001);
    }),
  );
});

test('what has left the view is known, whatever its level', () => {
  const zoom = { scale: 1, x: -1024, y: -1024 };
  const shows = { zoom, view, levels, pixelRatio: 1, underScale };
  const isSeen = (level: number, column: number, row: number) => isTileInView({ level, column, row }, shows);
  expect([isSeen(0, 1, 2), isSeen(0, 2, 2), isSeen(0, 3, 3), isSeen(0, 4, 2)]).toEqual([false, true, true, false]);
  expect([isSeen(1, 0, 0), isSeen(1, 1, 1), isSeen(2, 0, 0)]).toEqual([false, true, true]);
});
