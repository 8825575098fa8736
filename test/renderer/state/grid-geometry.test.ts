import { describe, expect, it } from 'vitest';
import { movedIndex } from '../../../src/renderer/state/grid-geometry.ts';

const geometry = { columns: 4, rowsPerPage: 3 };
const move = (what: Parameters<typeof movedIndex>[0], from: number): number => movedIndex(what, from, 18, geometry);

describe('movedIndex', () => {
  it('goes along the order and by rows', () => {
    expect(move('right', 3)).toBe(4);
    expect(move('left', 4)).toBe(3);
    expect(move('down', 5)).toBe(9);
    expect(move('up', 5)).toBe(1);
    expect(move('page-down', 1)).toBe(13);
    expect(move('page-up', 13)).toBe(1);
  });

  it('stays inside, also where the last row is short', () => {
    expect(move('left', 0)).toBe(0);
    expect(move('right', 17)).toBe(17);
    expect(move('up', 2)).toBe(2);
    expect(move('down', 15)).toBe(17);
    expect(move('page-down', 2)).toBe(14);
    expect(move('first', 9)).toBe(0);
    expect(move('last', 9)).toBe(17);
  });

  it('starts at an end where nothing has the focus, and nowhere in an empty grid', () => {
    expect(move('down', -1)).toBe(0);
    expect(move('last', -1)).toBe(17);
    expect(movedIndex('right', 0, 0, geometry)).toBe(-1);
  });
});
