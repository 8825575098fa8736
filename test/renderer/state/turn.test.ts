import { describe, expect, it } from 'vitest';
import { composedTurn, inverseTurn, isQuarter, turnMatrix } from '../../../src/renderer/state/turn.ts';
import * as hashing from '../../../src/workers/duplicates/turns.ts';

describe('turns as the page draws them', () => {
  it.each(hashing.TURNS)('%i moves each cell where the hashes have it', (turn) => {
    const side = 4;
    const { a, b, c, d } = turnMatrix(turn);
    const cells = hashing.turnedCells(side, turn);
    for (let cell = 0; cell < side * side; cell++) {
      const from = cells[cell]!;
      const [x, y] = [(from % side) - 1.5, Math.floor(from / side) - 1.5];
      expect([a * x + c * y + 1.5, b * x + d * y + 1.5]).toEqual([cell % side, Math.floor(cell / side)]);
    }
  });

  it('are put together and undone as the hashes are', () => {
    for (const first of hashing.TURNS) {
      expect(inverseTurn(first)).toBe(hashing.inverseTurn(first));
      for (const second of hashing.TURNS) expect(composedTurn(first, second)).toBe(hashing.composedTurn(first, second));
    }
  });

  it('change width and height where a quarter turn is in them', () => {
    expect(hashing.TURNS.filter(isQuarter)).toEqual([4, 5, 6, 7]);
  });
});
