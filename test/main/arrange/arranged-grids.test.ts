import { expect, test } from 'vitest';
import { type ArrangedGrid, gridOf, jobWithGrid, keepGrid } from '../../../src/main/arrange/arranged-grids.ts';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';

const dataset = (): Dataset => ({}) as Dataset;
const grid = (cells: number): ArrangedGrid => ({
  columns: cells,
  rows: 1,
  cells: new Uint32Array(cells),
  levels: [],
  leftOut: 0,
});

test('the last few grids of a dataset are kept, those asked for again longest', () => {
  const here = dataset();
  for (const job of ['a', 'b', 'c', 'd', 'e', 'f']) keepGrid(here, job, { key: `key of ${job}`, grid: grid(4) });
  expect(jobWithGrid(here, 'key of a')).toBe('a');
  keepGrid(here, 'g', { key: 'key of g', grid: grid(4) });
  expect(['a', 'b', 'c', 'g'].filter((job) => gridOf(here, job) !== undefined)).toEqual(['a', 'c', 'g']);
  expect(jobWithGrid(here, 'key of b')).toBeUndefined();
});

test('a huge grid pushes the others out and is kept itself', () => {
  const here = dataset();
  keepGrid(here, 'small', { key: 'small', grid: grid(4) });
  keepGrid(here, 'huge', { key: 'huge', grid: grid(5_000_000) });
  expect(gridOf(here, 'small')).toBeUndefined();
  expect(gridOf(here, 'huge')?.columns).toBe(5_000_000);
});

test('datasets do not see each other’s', () => {
  const [here, there] = [dataset(), dataset()];
  keepGrid(here, 'a', { key: 'same', grid: grid(4) });
  expect(gridOf(there, 'a')).toBeUndefined();
  expect(jobWithGrid(there, 'same')).toBeUndefined();
});
