import { expect, it } from 'vitest';
import { edgeOverlay } from '../../../src/renderer/inspector/edge-overlay.ts';

/** Grey levels as RGBA. */
const grey = (levels: readonly number[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(levels.flatMap((level) => [level, level, level, 255]));
const alphas = (rgba: Uint8ClampedArray): number[] =>
  Array.from({ length: rgba.length / 4 }, (_, pixel) => rgba[pixel * 4 + 3] ?? -1);

it('is opaque on the bright side of an edge and clear elsewhere, at the border too', () => {
  const halves = Array.from({ length: 5 }, () => [50, 50, 80, 80, 80]).flat();
  expect(alphas(edgeOverlay(grey(halves), 5, 5))).toEqual([
    ...[0, 0, 0, 0, 0],
    ...[0, 0, 90, 0, 0],
    ...[0, 0, 90, 0, 0],
    ...[0, 0, 90, 0, 0],
    ...[0, 0, 0, 0, 0],
  ]);
});

it('draws nothing on a plain picture', () => {
  expect(alphas(edgeOverlay(grey(Array<number>(16).fill(255)), 4, 4)).every((alpha) => alpha === 0)).toBe(true);
});
