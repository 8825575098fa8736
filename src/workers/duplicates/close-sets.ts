import { closePairs } from './close-pairs.ts';
import { type EqualRows, equalRows } from './equal-rows.ts';
import type { PairList } from './pair-list.ts';
import { type FlippableHashes, hashesTurned, pick } from './sample-keys.ts';
import type { Steps } from './steps.ts';
import type { Turn } from './turns.ts';

export interface CloseSets {
  /** Rows whose hashes are equal: real sets hold thousands of blank pages. The first one's flips count for all, which differ by a few bits at most. */
  readonly equal: EqualRows;
  /** Sets whose hashes are close. */
  readonly pairs: PairList;
}

/**
 * Brings together rows with equal hashes, and the sets of those with close ones.
 * @param hashes without those of the flipped pictures: upright only
 * @param radius bits: all pairs within 7 are found, of those that differ in 8 bits 96%, in 10 bits 78%
 * @param limit most pairs; where there are more, only the closer ones are kept
 */
export function* closeSets(hashes: FlippableHashes, radius: number, limit: number): Steps<CloseSets> {
  const equal = equalRows([hashes.upright.high, hashes.upright.low]);
  const firsts = equal.starts.subarray(0, -1).map((start) => equal.members[start] as number);
  const distinct: FlippableHashes = {
    upright: pick(hashes.upright, firsts),
    flipped: hashes.flipped.map((flipped) => pick(flipped, firsts)),
  };
  const turned = hashes.flipped.length === 0 ? null : (turn: Turn) => hashesTurned(distinct, turn);
  return { equal, pairs: yield* closePairs(distinct.upright, { radius, limit, turned }) };
}
