import { radixSort } from '../query/radix-sort.ts';
import { numberKeys } from '../query/sort-keys.ts';
import type { Checkpoint } from '../query/turns.ts';

/** Flagged rows by quality, lowest first, equal ones in row order. @throws what the checkpoint throws, a cancel */
export async function worstFirst(quality: Float32Array, flags: Uint8Array, checkpoint: Checkpoint): Promise<Uint32Array> {
  const rows = new Uint32Array(flags.reduce((sum, flag) => sum + flag, 0));
  for (let row = 0, place = 0; row < flags.length; row++) if (flags[row] === 1) rows[place++] = row;
  const qualities = Float32Array.from(rows, (row) => quality[row] as number);
  const order = await radixSort(numberKeys(qualities, rows.length, false), rows.length, checkpoint);
  return order.map((place) => rows[place] as number);
}
