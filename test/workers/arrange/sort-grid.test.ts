import { describe, expect, test } from 'vitest';
import { HOLE } from '../../../src/workers/arrange/calls.ts';
import { distancePreservation } from '../../../src/workers/arrange/distance-preservation.ts';
import { seededIntegers } from '../../../src/workers/arrange/random.ts';
import { type GridToSort, sortGrid } from '../../../src/workers/arrange/sort-grid.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { randomColours } from './vectors.ts';

const SIDE = 16;

/** Random colours with every fourth cell empty. */
function withHoles(pinned: (cell: number) => boolean): GridToSort {
  const cells = Uint32Array.from({ length: SIDE * SIDE }, (_, cell) => (cell % 4 === 3 ? HOLE : cell));
  return {
    vectors: randomColours(cells.length, 3),
    dimensions: 3,
    columns: SIDE,
    rows: SIDE,
    cells,
    pinned: Uint8Array.from(cells, (_, cell) => (pinned(cell) ? 1 : 0)),
    seed: 5,
    effort: 4,
    decay: 0.93,
    radius: SIDE / 2,
  };
}

describe('sorting a grid', () => {
  test('with holes keeps every sample and as many holes, and still sorts', () => {
    const grid = withHoles(() => false);
    const before = grid.cells.toSorted();
    atOnce(sortGrid(grid));
    expect(grid.cells.toSorted()).toEqual(before);
    expect(distancePreservation(grid, 16)).toBeGreaterThan(0.85);
  });

  test('leaves pinned samples and pinned holes where they are', () => {
    const grid = withHoles((cell) => cell % 5 === 0);
    const before = grid.cells.slice();
    atOnce(sortGrid(grid));
    const isMoved = (cell: number): boolean => grid.cells[cell] !== before[cell];
    const cells = Array.from(before.keys());
    expect(cells.filter((cell) => cell % 5 === 0 && isMoved(cell))).toEqual([]);
    expect(cells.filter(isMoved).length).toBeGreaterThan(SIDE * SIDE * 0.5);
  });

  test('gathers what is alike around a pinned sample', () => {
    const cells = Uint32Array.from({ length: 81 }, (_, cell) => cell);
    const random = seededIntegers(2);
    // Half black, half white, and a black one pinned into the upper left corner.
    const vectors = Float32Array.from(cells, (cell) => (cell === 0 ? 0 : random(2)));
    const pinned = new Uint8Array(81);
    pinned[0] = 1;
    const grid = { vectors, dimensions: 1, columns: 9, rows: 9, cells, pinned, seed: 1, effort: 4, decay: 0.93, radius: 4.5 };
    atOnce(sortGrid(grid));
    const near = [1, 2, 9, 10, 11, 18, 19, 20].map((cell) => vectors[cells[cell] ?? 0]);
    expect(near).toEqual(near.map(() => 0));
  });

  test('that has nothing to move ends', () => {
    const grid = { ...withHoles(() => true) };
    const before = grid.cells.slice();
    atOnce(sortGrid(grid));
    expect(grid.cells).toEqual(before);
  });
});
