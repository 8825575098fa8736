import { expect, test } from 'vitest';
import { type ColorRule, createFill } from '../../../src/workers/embed/fill-tensor.ts';

/** Two pixels: red, and a greenish one. */
const picture = { data: Uint8Array.of(255, 0, 0, 10, 200, 30), width: 2, height: 1, channels: 3 } as const;
const plain: ColorRule = { color: 'rgb', range: 255, mean: [0, 0, 0], std: [1, 1, 1] };

function filled(layout: 'nchw' | 'nhwc', rule: ColorRule, from: Parameters<ReturnType<typeof createFill>>[0] = picture) {
  const into = new Float32Array(rule.color === 'grey' ? 2 : 6);
  createFill(layout, 'float32', rule)(from, into);
  return [...into];
}

test('puts colours in planes or side by side, in either order', () => {
  expect(filled('nchw', plain)).toEqual([255, 10, 0, 200, 0, 30]);
  expect(filled('nhwc', plain)).toEqual([255, 0, 0, 10, 200, 30]);
  expect(filled('nchw', { ...plain, color: 'bgr' })).toEqual([0, 30, 0, 200, 255, 10]);
});

test('takes mean and divides by std in the order of the colours', () => {
  const rule: ColorRule = { color: 'rgb', range: 1, mean: [0.5, 0, 0.25], std: [0.5, 1, 0.25] };
  const expected = [1, (10 / 255 - 0.5) / 0.5, 0, 200 / 255, -1, (30 / 255 - 0.25) / 0.25];
  for (const [at, value] of filled('nchw', rule).entries()) expect(value).toBeCloseTo(expected[at] as number, 6);
});

test('weighs colours into grey, and gives a grey picture to a model of colours', () => {
  expect(filled('nchw', { color: 'grey', range: 255, mean: [0], std: [1] })).toEqual([76, 124]);
  const grey = { data: Uint8Array.of(7, 9), width: 2, height: 1, channels: 1 } as const;
  expect(filled('nchw', plain, grey)).toEqual([7, 9, 7, 9, 7, 9]);
  expect(filled('nhwc', { color: 'grey', range: 255, mean: [0], std: [1] }, grey)).toEqual([7, 9]);
});

test('gives whole numbers to a model of bytes', () => {
  const into = new Uint8Array(6);
  createFill('nhwc', 'uint8', plain)(picture, into);
  expect([...into]).toEqual([...picture.data]);
});
