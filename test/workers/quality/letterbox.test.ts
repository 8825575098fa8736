import { expect, test } from 'vitest';
import { letterboxScore } from '../../../src/workers/quality/letterbox.ts';
import { grey, noise, painted } from './pictures.ts';

const scene = (x: number, y: number) => [80 + noise(x, y) / 2, 90, 60 + noise(y, x) / 3] as const;
const black = grey(2);

test('bars above and below count by their area', () => {
  const film = painted(200, 100, (x, y) => (y < 10 || y >= 85 ? black : scene(x, y)));
  expect(letterboxScore(film)).toBeCloseTo(0.75);
});

test('so do bars left and right, in any colour, with the noise of compression', () => {
  const portrait = painted(200, 100, (x, y) => (x < 40 || x >= 160 ? grey(240 + (noise(x, y) % 9)) : scene(x, y)));
  expect(letterboxScore(portrait)).toBeCloseTo(0.6);
});

test('so does a plain frame all around', () => {
  const framed = painted(100, 100, (x, y) => (Math.min(x, y, 99 - x, 99 - y) < 10 ? black : scene(x, y)));
  expect(letterboxScore(framed)).toBeCloseTo(0.64);
});

test('an edge blurred by resizing is still one', () => {
  const soft = painted(200, 100, (x, y) => {
    if (y < 10 || y >= 90) return black;
    return y === 10 || y === 89 ? grey(15) : scene(x, y);
  });
  expect(letterboxScore(soft)).toBeCloseTo(0.8);
});

test.each([
  ['a picture without bars', painted(200, 100, scene)],
  ['a bar on one side only', painted(200, 100, (x, y) => (y < 20 ? black : scene(x, y)))],
  ['bars of two colours', painted(200, 100, (x, y) => (y < 20 ? black : y >= 80 ? grey(250) : scene(x, y)))],
  ['a sky that darkens above a dark floor', painted(200, 100, (_x, y) => grey(Math.max(0, 100 - Math.abs(y - 50) * 3)))],
  ['a product on a white ground', painted(200, 200, (x, y) => (Math.hypot(x - 100, y - 100) < 80 ? scene(x, y) : grey(255)))],
  ['a digit that nearly fills its square', painted(28, 28, (x, y) => grey(x > 11 && x < 16 && y > 3 && y < 24 ? 255 : 0))],
  ['a line drawn across a plain page', painted(100, 100, (_x, y) => grey(y === 20 || y === 80 ? 0 : 255))],
  ['a flat picture', painted(50, 50, () => black)],
  ['one pixel', painted(1, 1, () => black)],
])('%s has none', (_name, picture) => {
  expect(letterboxScore(picture)).toBe(1);
});
