import { describe, expect, test } from 'vitest';
import { arrangedGrid, blockOf, idsIn, rangeBetween } from '../../../src/renderer/state/arranged-grid.ts';
import { numberedGrid } from '../arranged/grids.ts';

/** 5 × 3 cells, the last two of them empty. */
const grid = numberedGrid(5, 13);

describe('an arranged grid', () => {
  test('knows how many samples each block holds', () => {
    expect(grid.size).toBe(13);
    expect(grid.levels.map(({ counts }) => [...counts])).toEqual([
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0],
      [4, 4, 2, 2, 1, 0],
      [11, 2],
      [13],
    ]);
  });

  test('finds the block of a sample at every level', () => {
    expect(grid.levels.map((_, level) => blockOf(grid, level, 10))).toEqual([9, 2, 1, 0]);
    expect(blockOf(grid, 0, 99)).toBeNull();
    expect(blockOf(grid, 0, null)).toBeNull();
    // 0 stands for nothing, of which there is some in the grid.
    expect(blockOf(grid, 0, 0)).toBeNull();
  });

  test('lists what lies in blocks, empty cells left out', () => {
    expect([...idsIn(grid, { level: 1, left: 1, top: 0, right: 1, bottom: 1 })]).toEqual([3, 4, 8, 9, 13]);
    expect([...idsIn(grid, { level: 3, left: 0, top: 0, right: 0, bottom: 0 })]).toHaveLength(13);
  });

  test('spans any two blocks', () => {
    expect(rangeBetween(grid, 0, 8, 11)).toEqual({ level: 0, left: 1, right: 3, top: 1, bottom: 2 });
  });

  test('refuses an answer without its columns', () => {
    const header = { columns: 1, rows: 1, leftOut: 0, levels: [] };
    expect(() => arrangedGrid('job', { header, columns: {} })).toThrow('no column "cells"');
  });
});
