import { describe, expect, test } from 'vitest';
import { blockAt, blocksInBox, blocksInView, extentOf, levelAt, movedBlock } from '../../../src/renderer/arranged/blocks.ts';
import { numberedGrid } from './grids.ts';

const grid = numberedGrid(10, 57);

describe('the level shown', () => {
  test('is the lowest whose blocks are large enough to be seen', () => {
    expect([200, 52, 51, 26, 25, 13, 1].map((scale) => levelAt(scale, grid))).toEqual([0, 0, 1, 1, 2, 2, 4]);
  });

  test('reaches to whole blocks beyond the last cell', () => {
    expect(extentOf(grid)(100)).toEqual({ width: 10, height: 6 });
    expect(extentOf(grid)(15)).toEqual({ width: 12, height: 8 });
  });
});

describe('blocks and the view', () => {
  const camera = { x: 1, y: 1, scale: 20 };

  test('those the view touches', () => {
    expect(blocksInView(grid, 1, camera, { width: 100, height: 60 })).toEqual({ level: 1, left: 0, top: 0, right: 3, bottom: 2 });
  });

  test('the one under a point; none beside the grid and where no sample is', () => {
    expect(blockAt(grid, 0, camera, 5, 5)).toBe(11);
    expect(blockAt(grid, 0, camera, 190, 5)).toBe(-1);
    expect(blockAt(grid, 0, camera, -21, 5)).toBe(-1);
    expect(blockAt(grid, 0, camera, 7 * 20, 4 * 20 + 5)).toBe(-1);
  });

  test('those a box touches, whichever way it was drawn', () => {
    const range = { level: 0, left: 2, top: 1, right: 4, bottom: 3 };
    expect(blocksInBox(grid, 0, camera, { x: 25, y: 10 }, { x: 70, y: 55 })).toEqual(range);
    expect(blocksInBox(grid, 0, camera, { x: 70, y: 55 }, { x: 25, y: 10 })).toEqual(range);
    expect(blocksInBox(grid, 0, camera, { x: 900, y: 900 }, { x: 950, y: 950 })).toBeNull();
  });
});

describe('a key', () => {
  const to = (move: Parameters<typeof movedBlock>[2], focus: number | null, level = 0): number =>
    movedBlock(grid, level, move, focus, 3);

  test('leads to the block beside it, and stays at the edges', () => {
    expect([to('left', 12), to('right', 12), to('up', 12), to('down', 12)]).toEqual([10, 12, 1, 21]);
    expect([to('left', 11), to('right', 10), to('up', 5), to('down', 53)]).toEqual([10, 9, 4, 52]);
    expect([to('page-down', 1), to('page-up', 35), to('first', 33), to('last', 33)]).toEqual([30, 4, 0, 56]);
  });

  test('does not lead to empty cells: from above to the last sample, sideways nowhere', () => {
    expect(to('down', 50)).toBe(56);
    expect(to('right', 57)).toBe(56);
  });

  test('moves by blocks where each picture stands for several', () => {
    // Sample 35 lies in the third block of the second row of 4 × 4 cells… of which there are three in a row.
    expect(to('left', 35, 2)).toBe(0);
    expect(to('down', 5, 2)).toBe(4);
  });

  test('starts at the first where nothing has the focus, and leads nowhere in an empty grid', () => {
    expect(to('right', null)).toBe(0);
    expect(movedBlock(numberedGrid(1, 0), 0, 'right', null, 3)).toBe(-1);
  });
});
