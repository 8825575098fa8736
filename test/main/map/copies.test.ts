import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyRows, withCopies } from '../../../src/main/map/copies.ts';

test('without copies points are as they were laid out', () => {
  const ids = Uint32Array.of(2, 5, 9);
  const points = Float32Array.of(0, 0, 3, 4, -1, 2);
  const placed = withCopies(copyRows(ids, ids, ids), points);
  expect([...placed.ids]).toEqual([2, 5, 9]);
  expect(placed.points).toEqual(points);
});

test('copies lie around the one that stands for them; those of one that was not laid out are left out', () => {
  const ids = Uint32Array.of(1, 2, 3, 4, 5, 6);
  const standsFor = Uint32Array.of(1, 2, 1, 1, 99, 2);
  const placed = withCopies(copyRows(ids, standsFor, Uint32Array.of(1, 2)), Float32Array.of(0, 0, 100, 50));
  expect([...placed.ids]).toEqual([1, 2, 3, 4, 6]);
  const at = (i: number): readonly [number, number] => [placed.points[2 * i] ?? 0, placed.points[2 * i + 1] ?? 0];
  expect([at(0), at(1)]).toEqual([
    [0, 0],
    [100, 50],
  ]);
  expect(Math.hypot(...at(2))).toBeCloseTo(0.05, 4);
  expect(Math.hypot(...at(3))).toBeCloseTo(0.05 * Math.SQRT2, 4);
  expect(at(2)).not.toEqual(at(3));
});

test('every sample whose one was laid out has a point of its own', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(groups, (groupOf) => {
      const ids = Uint32Array.from(groupOf, (_, i) => 3 * i + 1);
      const standsFor = Uint32Array.from(groupOf, (group) => 3 * groupOf.indexOf(group) + 1);
      const laidOut = ids.filter((id, i) => id === standsFor[i]);
      const points = Float32Array.from({ length: 2 * laidOut.length }, (_, i) => 10 * i);
      const placed = withCopies(copyRows(ids, standsFor, laidOut), points);
      expect(placed.ids).toEqual(ids);
      if (laidOut.length === 1) return;
      const places = Array.from(ids, (_, i) => `${placed.points[2 * i]} ${placed.points[2 * i + 1]}`);
      expect(new Set(places).size).toBe(ids.length);
    }),
  );
});

test('many copies are found in far less than a second, since the engine waits for it', () => {
  const laidOut = Uint32Array.from({ length: 400_000 }, (_, i) => i + 1);
  const ids = Uint32Array.from({ length: 450_000 }, (_, i) => i + 1);
  const standsFor = ids.map((id) => (id > 400_000 ? id - 50_000 : id));
  const started = performance.now();
  const { rows } = copyRows(ids, standsFor, laidOut);
  expect(performance.now() - started).toBeLessThan(1000);
  expect(rows.subarray(-2)).toEqual(Uint32Array.of(399_998, 399_999));
});
