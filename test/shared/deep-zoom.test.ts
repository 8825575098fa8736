import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEEP_TILE_SIDE, isDeep, isHuge, levelsOf, regionOf } from '../../src/shared/deep-zoom.ts';

test('a picture is deep where a browser would stutter, or would get a smaller rendering', () => {
  expect(isDeep({ width: 12_500, height: 8000 }, 'jpeg')).toBe(true);
  expect(isDeep({ width: 4000, height: 3000 }, 'jpeg')).toBe(false);
  expect(isDeep({ width: 6000, height: 100 }, 'tiff')).toBe(true);
  expect(isHuge({ width: 6000, height: 100 }, 'tiff')).toBe(false);
  // Not known yet: as a browser would show it.
  expect(isDeep({ width: 6000, height: 100 }, null)).toBe(false);
  // Lines have no pixels.
  expect(isDeep({ width: 20_000, height: 20_000 }, 'svg')).toBe(false);
});

test('levels halve until one part is left', () => {
  expect(levelsOf({ width: 2051, height: 1025 })).toEqual([
    { width: 2051, height: 1025 },
    { width: 1025, height: 512 },
    { width: 512, height: 256 },
  ]);
  expect(levelsOf({ width: 512, height: 1 })).toHaveLength(1);
});

test('the parts of each level cover it without overlap', () => {
  const side = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const levels = levelsOf({ width, height });
      for (const [level, size] of levels.entries()) {
        let pixels = 0;
        for (let row = 0; row * DEEP_TILE_SIDE < size.height; row++) {
          for (let column = 0; column * DEEP_TILE_SIDE < size.width; column++) {
            const region = regionOf({ level, column, row }, levels);
            pixels += (region?.width ?? 0) * (region?.height ?? 0);
          }
        }
        expect(pixels).toBe(size.width * size.height);
      }
      expect(regionOf({ level: levels.length, column: 0, row: 0 }, levels)).toBeNull();
      expect(regionOf({ level: 0, column: Math.ceil(width / DEEP_TILE_SIDE), row: 0 }, levels)).toBeNull();
    }),
    { numRuns: 50 },
  );
});
