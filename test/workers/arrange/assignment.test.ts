import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAssign } from '../../../src/workers/arrange/assignment.ts';

const MOST = 9;
const assign = createAssign(MOST);

function solve(costs: readonly (readonly number[])[]): readonly number[] {
  const padded = new Float64Array(MOST * MOST);
  for (const [row, line] of costs.entries()) padded.set(line, row * MOST);
  const assigned = new Uint8Array(MOST);
  assign(padded, costs.length, assigned);
  return [...assigned.subarray(0, costs.length)];
}

const total = (costs: readonly (readonly number[])[], columns: readonly number[]): number =>
  columns.reduce((sum, column, row) => sum + (costs[row]?.[column] ?? Number.NaN), 0);

function leastTotal(costs: readonly (readonly number[])[], row = 0, taken = 0): number {
  if (row === costs.length) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [column, cost] of (costs[row] ?? []).entries()) {
    if ((taken & (1 << column)) === 0) least = Math.min(least, cost + leastTotal(costs, row + 1, taken | (1 << column)));
  }
  return least;
}

const square = (cost: fc.Arbitrary<number>) =>
  fc.integer({ min: 1, max: 6 }).chain((size) => {
    const line = fc.array(cost, { minLength: size, maxLength: size });
    return fc.array(line, { minLength: size, maxLength: size });
  });

test('each row gets a column of its own, at the least total cost of all', () => {
  const costs = fc.oneof(
    square(fc.integer({ min: 0, max: 3 })),
    square(fc.integer({ min: -1000, max: 1000 })),
    square(fc.double({ min: -1, max: 1, noNaN: true })),
  );
  fc.assert(
    fc.property(costs, (matrix) => {
      const columns = solve(matrix);
      expect(new Set(columns).size).toBe(matrix.length);
      expect(total(matrix, columns)).toBeCloseTo(leastTotal(matrix), 9);
    }),
    { numRuns: 2000 },
  );
});

test('nine rows that want the same columns share them out', () => {
  const costs = Array.from({ length: 9 }, (_, row) => Array.from({ length: 9 }, (_, column) => (row + 1) * (column + 1)));
  expect(solve(costs)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
});

test('costs that are no numbers end, too', () => {
  const costs = Array.from({ length: 9 }, () => Array.from({ length: 9 }, () => Number.NaN));
  expect(new Set(solve(costs)).size).toBe(9);
});
