import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../bench/million-rows.ts';
import { perceptualHash } from '../../../src/workers/decode/perceptual-hash.ts';
import { composedTurn, inverseTurn, TURNS, type Turn, turnedCells, turnedHashes } from '../../../src/workers/duplicates/turns.ts';

const turned = (square: Float64Array, side: number, turn: Turn): Float64Array =>
  Float64Array.from(turnedCells(side, turn), (from) => square[from] as number);

describe('turns', () => {
  test('are what their numbers say', () => {
    const letters = Float64Array.from([1, 2, 3, 4]);
    const of = (turn: Turn): string => turned(letters, 2, turn).join('');
    expect(TURNS.map(of)).toEqual(['1234', '2143', '3412', '4321', '1324', '3142', '2413', '4231']);
  });

  test('compose and are undone as a group', () => {
    const square = Float64Array.from({ length: 9 }, (_, cell) => cell);
    for (const first of TURNS) {
      expect(composedTurn(first, inverseTurn(first))).toBe(0);
      for (const second of TURNS) {
        expect(turned(turned(square, 3, first), 3, second)).toEqual(turned(square, 3, composedTurn(first, second)));
      }
    }
  });
});

describe('hashes of turned pictures', () => {
  const random = seededRandom(3);
  const squares = Array.from({ length: 300 }, () => Float64Array.from({ length: 1024 }, () => random() * 255));

  test.each(TURNS)('turn %i: few bits differ from the hash of the turned picture', (turn) => {
    const views = squares.map((square) => new DataView(perceptualHash(square).buffer));
    const high = Uint32Array.from(views, (view) => view.getUint32(0));
    const low = Uint32Array.from(views, (view) => view.getUint32(4));
    const guessed = turnedHashes(high, low, turn);
    const wrong = squares.map((square, k) => {
      const exact = new DataView(perceptualHash(turned(square, 32, turn)).buffer);
      return ones((guessed.high[k] as number) ^ exact.getUint32(0)) + ones((guessed.low[k] as number) ^ exact.getUint32(4));
    });
    const mean = wrong.reduce((sum, bits) => sum + bits, 0) / wrong.length;
    expect(mean).toBeLessThan(turn === 0 || turn === 4 ? 0.01 : 7);
  });
});

const ones = (bits: number): number => (bits >>> 0).toString(2).replaceAll('0', '').length;
