import { expect, test } from 'vitest';
import { histogramPath, mostBetweenEnds } from '../../../src/renderer/inspector/histogram-path.ts';
import { clippedRows, shareWords } from '../../../src/renderer/inspector/histogram-rows.ts';
import type { SeriesHistogram } from '../../../src/shared/picture-histogram.ts';

const at = (...pixels: readonly (readonly [number, number])[]): SeriesHistogram => {
  const counts = Array<number>(256).fill(0);
  for (const [value, count] of pixels) counts[value] = count;
  return { counts, mean: 12.6 };
};

test('clipped pixels are told a channel, and as luminance where all channels are', () => {
  const series = { red: at([0, 50], [255, 50]), green: at([0, 100]), blue: at([7, 100]), luminance: at([0, 20], [50, 80]) };
  const rows = clippedRows({ series, alpha: null, pixels: 100, black: 0, white: 3, isReduced: false });
  expect(rows.map(({ name, low, mean, high }) => [name, low, mean, high])).toEqual([
    ['Red', '50%', '13', '50%'],
    ['Green', '100%', '13', '0%'],
    ['Blue', '0%', '13', '0%'],
    ['Luminance', '0%', '13', '3.0%'],
  ]);
  expect(rows[0]?.title).toBe('Red: 50 pixels at 0, 50 at 255');
});

test('alpha is a share of all pixels', () => {
  const series = { red: at(), green: at(), blue: at(), luminance: at() };
  const rows = clippedRows({ series, alpha: at([0, 75], [255, 25]), pixels: 25, black: 0, white: 0, isReduced: false });
  expect(rows.at(-1)).toMatchObject({ name: 'Alpha', low: '75%', high: '25%' });
});

test('few pixels are not none', () => {
  expect(shareWords(1, 1_000_000)).toBe('< 0.1%');
  expect(shareWords(0, 1_000_000)).toBe('0%');
  expect(shareWords(5, 0)).toBe('0%');
});

test('clipped ends do not flatten the rest, which reaches the top', () => {
  const { counts } = at([0, 1_000_000], [100, 10], [101, 5]);
  expect(mostBetweenEnds([counts])).toBe(10);
  const path = histogramPath(counts, 10, false);
  expect(path.startsWith('M0 1V0H1')).toBe(true);
  expect(path).toContain('V0H101V0.5H102');
  expect(histogramPath(counts, 10, true)).toContain('V0H101V0.253H102');
});
