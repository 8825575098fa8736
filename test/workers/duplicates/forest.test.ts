import { describe, expect, test } from 'vitest';
import { type Apart, Forest, type IsAlike } from '../../../src/workers/duplicates/forest.ts';
import type { Turn } from '../../../src/workers/duplicates/turns.ts';

const nobody: Apart = new Map();
const always: IsAlike = () => true;
/** @param entries row, decision, whether it stands alone */
const said = (...entries: readonly (readonly [number, number, boolean])[]): Apart => {
  const apart = new Map<number, Map<number, boolean>>();
  for (const [row, decision, isSingle] of entries) apart.set(row, (apart.get(row) ?? new Map()).set(decision, isSingle));
  return apart;
};

describe('what was said to be no duplicate', () => {
  test('is not joined with the others of that decision, which stay together', () => {
    const forest = new Forest(4, said([0, 9, true], [1, 9, false], [2, 9, false]));
    expect([forest.joinSame(0, 1), forest.joinSame(0, 2), forest.joinSame(1, 2)]).toEqual([false, false, true]);
  });

  test('is not joined with them through another', () => {
    const forest = new Forest(4, said([0, 9, true], [1, 9, false]));
    expect(forest.joinAlike(0, 3, 0, always)).toBe(true);
    expect(forest.joinAlike(1, 2, 0, always)).toBe(true);
    expect(forest.joinAlike(3, 2, 0, always)).toBe(false);
  });

  test('is joined with samples of other decisions', () => {
    const forest = new Forest(2, said([0, 8, true], [1, 9, true]));
    expect(forest.joinSame(0, 1)).toBe(true);
  });
});

describe('groups of more than a few', () => {
  test('are joined only where the pictures they started from are alike', () => {
    const forest = new Forest(8, nobody);
    const asked: number[][] = [];
    const never: IsAlike = (a, b) => {
      asked.push([a, b]);
      return false;
    };
    for (const [a, b] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ] as const)
      expect(forest.joinAlike(a, b, 0, never)).toBe(true);
    expect(asked).toEqual([]);
    expect(forest.joinAlike(3, 4, 0, never)).toBe(false);
    expect(asked).toEqual([[0, 4]]);
    expect(forest.joinAlike(3, 4, 0, always)).toBe(true);
  });

  test('know how the one has to be turned to match the other', () => {
    const forest = new Forest(6, nobody);
    const turns: Turn[] = [];
    const note: IsAlike = (_a, _b, turn) => {
      turns.push(turn);
      return true;
    };
    // 1 is 0 turned clockwise, 2 is 1 mirrored, 3 is 2 upside down: 0 turned counter-clockwise.
    forest.joinAlike(0, 1, 5, note);
    forest.joinAlike(1, 2, 1, note);
    forest.joinAlike(2, 3, 2, note);
    expect(turns).toEqual([]);
    forest.joinAlike(3, 4, 0, note);
    expect(turns).toEqual([6]);
  });
});
