import { expect, test } from 'vitest';
import { HOLE } from '../../../src/workers/arrange/calls.ts';
import { medoidLevels } from '../../../src/workers/arrange/medoids.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { randomColours } from './vectors.ts';

test('each block is stood for by the sample nearest to all others in it', () => {
  const [columns, rows, dimensions] = [11, 6, 3];
  const vectors = randomColours(66, 9);
  const cells = Uint32Array.from({ length: 66 }, (_, cell) => (cell >= 61 || cell === 20 ? HOLE : 65 - cell));
  const distance = (a: number, b: number): number =>
    [0, 1, 2].reduce((sum, k) => sum + ((vectors[a * 3 + k] ?? 0) - (vectors[b * 3 + k] ?? 0)) ** 2, 0);
  const levels = atOnce(medoidLevels({ columns, rows, vectors, dimensions, cells }));
  expect(levels.map((level) => `${level.columns} × ${level.rows}`)).toEqual(['6 × 3', '3 × 2', '2 × 1', '1 × 1']);
  for (const [place, level] of levels.entries()) {
    const side = 2 ** (place + 1);
    for (const [block, medoid] of level.medoids.entries()) {
      const members = [...cells.keys()]
        .filter((cell) => Math.floor((cell % columns) / side) === block % level.columns)
        .filter((cell) => Math.floor(Math.floor(cell / columns) / side) === Math.floor(block / level.columns))
        .flatMap((cell) => (cells[cell] === HOLE ? [] : [cells[cell] ?? 0]));
      const sums = members.map((a) => members.reduce((sum, b) => sum + distance(a, b), 0));
      expect(members).toContain(medoid);
      expect(sums[members.indexOf(medoid)]).toBeCloseTo(Math.min(...sums), 3);
    }
  }
});

test('a block of nothing but holes has none', () => {
  const cells = Uint32Array.of(0, 1, HOLE, HOLE, HOLE, HOLE);
  const levels = atOnce(medoidLevels({ columns: 6, rows: 1, vectors: Float32Array.of(1, 2), dimensions: 1, cells }));
  expect([...(levels[0]?.medoids ?? [])]).toEqual([0, HOLE, HOLE]);
  expect([...(levels.at(-1)?.medoids ?? [])]).toEqual([0]);
});
