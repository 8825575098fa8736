import type { NumberArray } from './number-column.ts';
import type { SortKeys } from './radix-sort.ts';

/** Greater than any other key: samples without a value come last in both directions. */
const MISSING = 0xffffffff;

/**
 * Keys of numbers, NaN last. Whole numbers that span less than 32 bits get by with half the passes.
 * @param length rows; those after the end of `values` have none
 */
export function numberKeys(values: NumberArray | Uint32Array, length: number, descending: boolean): SortKeys {
  let [min, max, isWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let row = 0; row < length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
    if (isWhole && value !== Math.trunc(value) && !Number.isNaN(value)) isWhole = false;
  }
  return isWhole && max - min < MISSING
    ? [wholeKeys(values, length, descending ? max : min, descending)]
    : doubleKeys(values, length, descending);
}

/** Keys of dictionary codes, code 0 last. @param ranks order of the codes */
export function textKeys(codes: Uint32Array, length: number, ranks: Uint32Array, descending: boolean): SortKeys {
  const keys = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const code = codes[row] ?? 0;
    const rank = ranks[code] ?? 0;
    keys[row] = code === 0 ? MISSING : descending ? ranks.length - rank : rank;
  }
  return [keys];
}

function wholeKeys(values: NumberArray | Uint32Array, length: number, origin: number, descending: boolean): Uint32Array {
  const keys = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const value = values[row] ?? Number.NaN;
    keys[row] = Number.isNaN(value) ? MISSING : descending ? origin - value : value - origin;
  }
  return keys;
}

/** IEEE 754 bits, with those of negative numbers inverted and the sign bit flipped, compare like the numbers. */
function doubleKeys(values: NumberArray | Uint32Array, length: number, descending: boolean): SortKeys {
  const [low, high] = [new Uint32Array(length), new Uint32Array(length)];
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  const turn = descending ? 0xffffffff : 0;
  for (let row = 0; row < length; row++) {
    const value = values[row] ?? Number.NaN;
    // Adding 0 makes -0 equal to 0. The lower word comes first on every machine that Node 24 runs on but s390x.
    number[0] = value + 0;
    const isMissing = Number.isNaN(value);
    low[row] = isMissing ? MISSING : (words[0] ?? 0) ^ (value < 0 ? 0xffffffff : 0) ^ turn;
    high[row] = isMissing ? MISSING : (words[1] ?? 0) ^ (value < 0 ? 0xffffffff : 0x80000000) ^ turn;
  }
  return [low, high];
}
