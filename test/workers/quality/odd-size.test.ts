import { expect, test } from 'vitest';
import { oddSizeBounds, oddSizeCut, oddSizeScore } from '../../../src/workers/quality/odd-size.ts';

/** Sizes around a middle one, px. */
const around = (middle: number): readonly number[] => Array.from({ length: 41 }, (_, at) => middle - 20 + at);

test('a picture of another class’s size is odd within its own class, though not among all, where cleanvision looks', () => {
  const photos = around(500);
  const icons = [...around(60), 500];
  const all = oddSizeBounds([...photos, ...icons]);
  expect(oddSizeScore(500, all)).toBeGreaterThan(oddSizeCut(all));
  const ofIcons = oddSizeBounds(icons);
  expect(oddSizeScore(500, ofIcons)).toBe(0);
  expect(oddSizeScore(60, ofIcons)).toBeGreaterThan(0.9);
});

test('a size at either bound lies at the cut', () => {
  const bounds = oddSizeBounds(around(100));
  expect(oddSizeScore(bounds.low, bounds)).toBeCloseTo(0.5);
  expect(oddSizeScore(bounds.high, bounds)).toBeCloseTo(0.5);
  expect(oddSizeCut(bounds)).toBe(0.5);
});

test('the order of sizes does not matter, and they stay as they are', () => {
  const sizes = Float32Array.of(30, 10, 20, 40);
  expect(oddSizeBounds(sizes)).toEqual(oddSizeBounds([10, 20, 30, 40]));
  expect([...sizes]).toEqual([30, 10, 20, 40]);
});
