import { describe, expect, test } from 'vitest';
import { boxSums } from '../../../src/workers/arrange/box-filter.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { randomColours } from './vectors.ts';

describe('sums over windows', () => {
  test.each([
    [7, 5, 1],
    [7, 5, 3],
    [7, 5, 9],
    [1, 6, 2],
    [6, 1, 4],
    [1, 1, 1],
  ])('of %i × %i cells at radius %i are those added up one by one', (columns, rows, radius) => {
    const channels = 3;
    const values = randomColours(columns * rows, 2);
    const expected = values.map((_, at) => {
      const cell = Math.floor(at / channels);
      const [x, y] = [cell % columns, Math.floor(cell / columns)];
      let sum = 0;
      for (let row = Math.max(0, y - radius); row <= Math.min(rows - 1, y + radius); row++) {
        for (let column = Math.max(0, x - radius); column <= Math.min(columns - 1, x + radius); column++) {
          sum += values[(row * columns + column) * channels + (at % channels)] ?? Number.NaN;
        }
      }
      return sum;
    });
    atOnce(boxSums({ columns, rows, channels, values }, radius, new Float32Array(values.length)));
    expect(values).toEqual(expected);
  });
});
