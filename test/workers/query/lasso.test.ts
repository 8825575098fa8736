import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachBit } from '../../../src/workers/query/bits.ts';
import { rowsWithin } from '../../../src/workers/query/lasso.ts';
import { checkpointFor } from '../../../src/workers/query/turns.ts';
import { isWithin } from './small-index.ts';

const checkpoint = checkpointFor(new AbortController().signal);

async function rowsOf(polygon: readonly number[], xs: readonly number[], ys: readonly number[]): Promise<readonly number[]> {
  const rows: number[] = [];
  const bits = await rowsWithin(polygon, Float32Array.from(xs), Float32Array.from(ys), xs.length, checkpoint);
  eachBit(bits, (row) => rows.push(row));
  return rows;
}

/** Corners and points often share a height, and often one is the other. */
const coordinate = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -3072, max: 3072 }).map((n) => n / 1024),
);
const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 60 });

it('finds the points that going round edge by edge finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 40 }), points, async (corners, at) => {
      const polygon = corners.flat();
      const found = await rowsOf(
        polygon,
        at.map(([x]) => x),
        at.map(([, y]) => y),
      );
      const outline = JSON.stringify(polygon);
      expect(found).toEqual(at.flatMap(([x, y], row) => (isWithin(x, y, outline) === 1 ? [row] : [])));
    }),
    { numRuns: 500 },
  );
});

it('leaves a hole where the outline goes round twice', async () => {
  const square = (size: number): number[] => [-size, -size, size, -size, size, size, -size, size, -size, -size];
  expect(await rowsOf([...square(4), ...square(2)], [0, 3, -3, 1.9, 5], [0, 0, -3.5, 1.9, 0])).toEqual([1, 2]);
});

it('gives a point on an edge that two areas share to one of them', async () => {
  const [left, right] = [
    [0, 0, 2, 0, 2, 2, 0, 2],
    [2, 0, 4, 0, 4, 2, 2, 2],
  ];
  const [xs, ys] = [
    [2, 2, 1],
    [1, 0, 1],
  ];
  expect([...(await rowsOf(left ?? [], xs ?? [], ys ?? [])), ...(await rowsOf(right ?? [], xs ?? [], ys ?? []))].sort()).toEqual([
    0, 1, 2,
  ]);
});

it('finds nothing in an outline without height, and no point without a place', async () => {
  expect(await rowsOf([0, 1, 5, 1, 9, 1], [1, 2], [1, 1])).toEqual([]);
  expect(await rowsOf([-1, -1, 1, -1, 0, 1], [Number.NaN, 0, 0], [0, Number.NaN, 0])).toEqual([2]);
});
