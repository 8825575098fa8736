import { expect, test } from 'vitest';
import { meanColor } from '../../../src/workers/decode/mean-color.ts';
import type { Pixels } from '../../../src/workers/decode/pixels.ts';

const pixels = (width: number, height: number, channels: 1 | 3, at: (x: number, y: number) => readonly number[]): Pixels => ({
  data: Uint8Array.from(Array.from({ length: width * height }, (_, n) => at(n % width, Math.floor(n / width))).flat()),
  width,
  height,
  channels,
});

test('is exact in a small picture', () => {
  expect(meanColor(pixels(2, 1, 3, (x) => (x === 0 ? [255, 0, 10] : [1, 100, 20])))).toBe(0x80320f);
  expect(meanColor(pixels(2, 2, 1, (x) => [x * 100]))).toBe(0x323232);
});

test('is within a level of exact in a large one', () => {
  const large = pixels(256, 171, 3, (x, y) => [x, y, (x * 7 + y * 13) % 256]);
  const mean = [0, 0, 0];
  large.data.forEach((value, n) => {
    mean[n % 3] = (mean[n % 3] ?? 0) + value / (256 * 171);
  });
  const found = meanColor(large);
  expect(Math.abs((found >> 16) - (mean[0] ?? 0))).toBeLessThan(1);
  expect(Math.abs(((found >> 8) & 255) - (mean[1] ?? 0))).toBeLessThan(1);
  expect(Math.abs((found & 255) - (mean[2] ?? 0))).toBeLessThan(1);
});
