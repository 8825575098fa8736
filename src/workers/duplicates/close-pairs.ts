import { BAND_BITS, BANDS, type Hashes, isFoundEarlier, sortByBand } from './hash-band.ts';
import { type Found, joinBands } from './join-bands.ts';
import { PairList } from './pair-list.ts';
import type { Steps } from './steps.ts';
import { inverseTurn, type Turn, UPRIGHT } from './turns.ts';

export interface CloseOptions {
  /** Bits: all pairs within 7 are found, of those that differ in 8 bits 96%, in 10 bits 78%. */
  readonly radius: number;
  /** Most pairs; where there are more, only the closer ones are kept. */
  readonly limit: number;
  /** The hashes of the same pictures turned; null: upright only. */
  readonly turned: ((turn: Turn) => Hashes) | null;
}

/** A quarter turn clockwise also finds the pairs of the one counter-clockwise, with the two pictures changed over. */
const TURNS_TO_TRY: readonly Turn[] = [0, 1, 2, 3, 4, 5, 7];

/**
 * All pairs of hashes that are close, upright or with the first one turned, a < b where a turn undoes itself. Each of 4
 * bands of 16 bits is joined exactly and with one bit flipped: a billion comparisons for a million random hashes, and another
 * for every turn.
 */
export function* closePairs(hashes: Hashes, { radius, limit, turned }: CloseOptions): Steps<PairList> {
  const pairs = new PairList(radius, limit);
  const turns = turned === null ? [UPRIGHT] : TURNS_TO_TRY;
  for (let band = 0; band < BANDS; band++) {
    const second = sortByBand(hashes, band);
    for (const [k, turn] of turns.entries()) {
      const first = turned === null || turn === UPRIGHT ? second : sortByBand(turned(turn), band);
      const found = adder(pairs, turn, band);
      const join = { first, second, bits: BAND_BITS, radius: () => pairs.radius, found };
      for (const share of joinBands(join, band)) yield (band + (k + share) / turns.length) / BANDS;
    }
  }
  return pairs;
}

function adder(pairs: PairList, turn: Turn, band: number): Found {
  const isOrdered = inverseTurn(turn) === turn;
  return (a, b, difference, bits) => {
    if (a === b || (isOrdered && a > b) || isFoundEarlier(band, difference)) return;
    pairs.add(a, b, turn, bits);
  };
}
