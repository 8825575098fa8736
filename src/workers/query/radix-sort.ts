import type { Checkpoint } from './turns.ts';

/** Keys of one row each, as one or two 32-bit words, the lower word first; unsigned order is the order wanted. */
export type SortKeys = readonly Uint32Array[];

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;

/**
 * Rows in ascending order of their keys, equal keys in row order: a least-significant-digit radix sort. A digit that is
 * the same in all keys costs no pass.
 */
export async function radixSort(keys: SortKeys, length: number, checkpoint: Checkpoint): Promise<Uint32Array> {
  let order = identity(length);
  let spare = new Uint32Array(length);
  for (const words of keys) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const starts = bucketStarts(words, length, shift);
      if (starts === null) continue;
      scatter(words, shift, order, spare, starts);
      [order, spare] = [spare, order];
      await checkpoint();
    }
  }
  return order;
}

function identity(length: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

/** Where each digit's rows begin; null where all rows have the same digit. */
function bucketStarts(words: Uint32Array, length: number, shift: number): Uint32Array | null {
  const starts = new Uint32Array(BUCKETS);
  for (let row = 0; row < length; row++) {
    const digit = ((words[row] ?? 0) >>> shift) & (BUCKETS - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < BUCKETS; digit++) {
    const count = starts[digit] ?? 0;
    if (count === length) return null;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

function scatter(words: Uint32Array, shift: number, order: Uint32Array, into: Uint32Array, starts: Uint32Array): void {
  for (let k = 0; k < order.length; k++) {
    const row = order[k] ?? 0;
    const digit = ((words[row] ?? 0) >>> shift) & (BUCKETS - 1);
    const place = starts[digit] ?? 0;
    starts[digit] = place + 1;
    into[place] = row;
  }
}
