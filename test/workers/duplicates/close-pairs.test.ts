import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../bench/million-rows.ts';
import { closePairs } from '../../../src/workers/duplicates/close-pairs.ts';
import { closeSets } from '../../../src/workers/duplicates/close-sets.ts';
import { type Hashes, ones } from '../../../src/workers/duplicates/hash-band.ts';
import { guessedFlips, hashesTurned } from '../../../src/workers/duplicates/sample-keys.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { inverseTurn, type Turn } from '../../../src/workers/duplicates/turns.ts';

const NO_LIMIT = 1e7;
/** A quarter turn the other way is the same pair changed over. */
const TURNS: readonly Turn[] = [0, 1, 2, 3, 4, 5, 7];

/** Hashes of which a third lie around earlier ones, within up to 9 bits. @param fixed bits that are the same in all */
function clustered(count: number, seed: number, fixed = 0): Hashes {
  const random = seededRandom(seed);
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  for (let k = 0; k < count; k++) {
    high[k] = (random() * 2 ** 32) & ~fixed;
    low[k] = random() * 2 ** 32;
    if (k === 0 || random() > 1 / 3) continue;
    const other = Math.floor(random() * k);
    [high[k], low[k]] = [high[other] as number, low[other] as number];
    for (let flips = Math.floor(random() * 10); flips > 0; flips--) {
      const bit = 1 << Math.floor(random() * 32);
      if (random() < 0.5) high[k] = (high[k] as number) ^ (bit & ~fixed);
      else low[k] = (low[k] as number) ^ bit;
    }
  }
  return { high, low };
}

function bruteForce(hashes: Hashes, turns: readonly Turn[], radius: number): string[] {
  const found: string[] = [];
  for (const turn of turns) {
    const turned = hashesTurned(guessedFlips(hashes), turn);
    for (let a = 0; a < hashes.high.length; a++) {
      for (let b = inverseTurn(turn) === turn ? a + 1 : 0; b < hashes.high.length; b++) {
        const high = ones((turned.high[a] as number) ^ (hashes.high[b] as number));
        const bits = high > radius ? high : high + ones((turned.low[a] as number) ^ (hashes.low[b] as number));
        if (a !== b && bits <= radius) found.push(`${a} ${b} turn ${turn}: ${bits}`);
      }
    }
  }
  return found.sort();
}

function byBands(hashes: Hashes, isTurned: boolean, radius: number): string[] {
  const turned = isTurned ? (turn: Turn) => hashesTurned(guessedFlips(hashes), turn) : null;
  const { count, firsts, seconds, turns, bits } = atOnce(closePairs(hashes, { radius, limit: NO_LIMIT, turned }));
  return Array.from({ length: count }, (_, k) => `${firsts[k]} ${seconds[k]} turn ${turns[k]}: ${bits[k]}`).sort();
}

describe('pairs of close hashes', () => {
  test.each([1, 2, 3])('are those that brute force finds, upright (seed %i)', (seed) => {
    const hashes = clustered(3000, seed);
    const expected = bruteForce(hashes, [0], 7);
    expect(expected.length).toBeGreaterThan(500);
    expect(byBands(hashes, false, 7)).toEqual(expected);
  });

  test('and with all flips and turns', () => {
    const hashes = clustered(1200, 4);
    const turned = hashesTurned(guessedFlips(hashes), 5);
    for (let k = 0; k < 300; k++) [hashes.high[k + 600], hashes.low[k + 600]] = [turned.high[k] ?? 0, turned.low[k] ?? 0];
    const expected = bruteForce(hashes, TURNS, 7);
    expect(expected.filter((pair) => pair.includes('turn 5')).length).toBeGreaterThan(300);
    expect(byBands(hashes, true, 7)).toEqual(expected);
  });

  test('and where thousands share a bucket, which is divided', () => {
    const hashes = clustered(3000, 5, 0xffff0000);
    expect(byBands(hashes, false, 7)).toEqual(bruteForce(hashes, [0], 7));
  });

  test('and where most of a hash is the same in all', () => {
    const hashes = clustered(1500, 6, 0xffffffff);
    hashes.low.forEach((value, k) => {
      hashes.low[k] = value & 0x00ff00ff;
    });
    expect(byBands(hashes, false, 7)).toEqual(bruteForce(hashes, [0], 7));
  });

  test('are only the closer ones where there would be too many', () => {
    const hashes = clustered(3000, 7);
    const limit = 400;
    const pairs = atOnce(closePairs(hashes, { radius: 7, limit, turned: null }));
    expect(pairs.count).toBeLessThan(limit);
    expect(pairs.count).toBe(bruteForce(hashes, [0], pairs.radius).length);
    expect(bruteForce(hashes, [0], pairs.radius + 1).length).toBeGreaterThanOrEqual(limit);
  });

  test('take equal hashes as one', () => {
    const hashes = clustered(500, 8);
    for (let k = 0; k < 400; k++) [hashes.high[k], hashes.low[k]] = [7, 7];
    const { equal, pairs } = atOnce(closeSets({ upright: hashes, flipped: [] }, 7, NO_LIMIT));
    expect(equal.setOf[399]).toBe(equal.setOf[0]);
    expect(pairs.count).toBeLessThan(500);
  });
});
