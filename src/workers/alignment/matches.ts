import { type Keypoints, WORDS } from './keypoints.ts';

/** Bits; two descriptors of one place differ by 40 or so, of two places by 128 on average. */
const MOST_BITS = 72;
/** The next best place must be worse by so much: repeated patterns tell nothing of where they are. */
const LEAST_LEAD = 1.12;
/** Of the first 64 bits: two places that differ by more there differ by more than MOST_BITS in all, nearly always. */
const MOST_FIRST_BITS = 29;
/** As different as can be. */
const ALL_BITS = 32 * WORDS;

/** Places of `a` and of `b` that look the same, by index. */
export interface Matches {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Each the other's best, and better than the next best. */
export function matches(a: Keypoints, b: Keypoints): Matches {
  const bestOfB = new Int32Array(b.count).fill(-1);
  const bitsOfB = new Uint16Array(b.count).fill(0xffff);
  const bestOfA = new Int32Array(a.count).fill(-1);
  for (let i = 0; i < a.count; i++) {
    let [best, next, bestAt] = [ALL_BITS, ALL_BITS, -1];
    for (let j = 0; j < b.count; j++) {
      const first = differingBits(a.descriptors, i * WORDS, b.descriptors, j * WORDS, 0, 2);
      if (first > MOST_FIRST_BITS) continue;
      const bits = first + differingBits(a.descriptors, i * WORDS, b.descriptors, j * WORDS, 2, WORDS);
      if (bits < best) [best, next, bestAt] = [bits, best, j];
      else if (bits < next) next = bits;
      if (bits < (bitsOfB[j] as number)) {
        bitsOfB[j] = bits;
        bestOfB[j] = i;
      }
    }
    if (best <= MOST_BITS && best * LEAST_LEAD <= next) bestOfA[i] = bestAt;
  }
  const pairs = [...bestOfA.entries()].filter(([i, j]) => j >= 0 && bestOfB[j] === i);
  return { a: pairs.map(([i]) => i), b: pairs.map(([, j]) => j) };
}

/** Of the words `from` to before `to` of two descriptors. */
function differingBits(a: Uint32Array, atA: number, b: Uint32Array, atB: number, from: number, to: number): number {
  let count = 0;
  for (let k = from; k < to; k++) {
    let bits = (a[atA + k] as number) ^ (b[atB + k] as number);
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
