import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MoveEnd } from '../../../src/main/index/moves.ts';
import { pairMoves } from '../../../src/main/jobs/find-moves.ts';

const ends = (paths: readonly string[], firstId: number): MoveEnd[] =>
  [...paths].sort().map((path, n) => ({ id: firstId + n, path }));
const told = (moves: readonly { from: MoveEnd; to: MoveEnd }[]): string[] =>
  moves.map(({ from, to }) => `${from.path} ${to.path}`);

describe('copies of one content', () => {
  it('keep to their file names first', () => {
    expect(told(pairMoves(ends(['a/1', 'a/2'], 1), ends(['b/0', 'b/2'], 9)))).toEqual(['a/2 b/2', 'a/1 b/0']);
  });

  it('leave over what has no partner', () => {
    expect(told(pairMoves(ends(['a/1', 'a/2'], 1), ends(['b/x'], 9)))).toEqual(['a/1 b/x']);
    expect(told(pairMoves(ends(['a/1'], 1), ends(['b/x', 'b/y'], 9)))).toEqual(['a/1 b/x']);
    expect(pairMoves([], ends(['b/x'], 9))).toEqual([]);
  });

  it('are each in one pair at most, as many pairs as there can be', () => {
    const paths = fc.uniqueArray(fc.stringMatching(/^[ab]\/[xyz]{1,2}$/), { maxLength: 12 });
    fc.assert(
      fc.property(paths, paths, (before, after) => {
        const moves = pairMoves(ends(before, 1), ends(after, 100));
        expect(moves).toHaveLength(Math.min(before.length, after.length));
        expect(new Set(moves.map(({ from }) => from.id)).size).toBe(moves.length);
        expect(new Set(moves.map(({ to }) => to.id)).size).toBe(moves.length);
      }),
    );
  });
});
