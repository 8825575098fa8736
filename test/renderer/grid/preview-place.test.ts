import fc from 'fast-check';
import { expect, it } from 'vitest';
import { previewPlace } from '../../../src/renderer/grid/preview-place.ts';

const frame = { width: 1000, height: 700 };
const square = (left: number, top: number, side: number) => ({ left, top, right: left + side, bottom: top + side });

it('is beside the tile, to the right where there is room', () => {
  const options = { frame, picture: { width: 400, height: 300 }, factsHeight: 96 };
  expect(previewPlace({ ...options, tile: square(100, 200, 100) })).toEqual({ left: 210, top: 37, width: 440, height: 330 });
  expect(previewPlace({ ...options, tile: square(880, 200, 100) })?.left).toBe(430);
});

it('is not shown where it would be no larger than the tile', () => {
  expect(previewPlace({ tile: square(12, 12, 500), frame, picture: null, factsHeight: 96 })).toBeNull();
  expect(
    previewPlace({ tile: square(60, 12, 100), frame: { width: 220, height: 700 }, picture: null, factsHeight: 96 }),
  ).toBeNull();
});

it('never covers its tile, and lies within the frame', () => {
  const tiles = fc.record({
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
    side: fc.integer({ min: 32, max: 500 }),
  });
  const sizes = fc.option(fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) }));
  fc.assert(
    fc.property(tiles, sizes, fc.integer({ min: 200, max: 2500 }), ({ x, y, side }, picture, width) => {
      const tile = square(x * Math.max(0, width - side), y * (frame.height - side), side);
      const place = previewPlace({ tile, frame: { width, height: frame.height }, picture, factsHeight: 96 });
      if (place === null) return;
      const right = place.left + Math.max(200, place.width);
      expect(place.left >= tile.right || right <= tile.left).toBe(true);
      expect(place.left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width + 1);
      expect(place.top).toBeGreaterThanOrEqual(0);
      expect(place.top + place.height + 96).toBeLessThanOrEqual(frame.height);
    }),
  );
});
