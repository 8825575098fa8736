import type { Comparison } from '../../shared/query.ts';
import { type Bits, noBits } from './bits.ts';
import { type NumberArray, shownNumber } from './number-column.ts';

/** What a comparison with a number asks for: 1 or 0 for numbers below it, the same, and above. */
const SIDES: Readonly<Record<Comparison, readonly [below: number, same: number, above: number]>> = {
  '<': [1, 0, 0],
  '<=': [1, 1, 0],
  '=': [0, 1, 0],
  '!=': [1, 0, 1],
  '>=': [0, 1, 1],
  '>': [0, 0, 1],
};

/**
 * Rows whose number compares so with another. Singles compare as the numbers they are shown as: a held 0.3 equals 0.3.
 * Comparisons with NaN, a missing value, are false.
 */
export function rowsComparing(values: NumberArray | Uint32Array, length: number, comparison: Comparison, value: number): Bits {
  const bound = boundAmong(values, comparison, value);
  const limit = bound.value;
  const [below, same, above] = SIDES[bound.comparison];
  const rows = noBits(length);
  for (let word = 0, row = 0; word < rows.length; word++) {
    const end = Math.min(row + 32, length);
    let bits = 0;
    for (let bit = 0; row < end; row++, bit++) {
      const found = values[row] ?? Number.NaN;
      bits |= (found < limit ? below : found > limit ? above : found === limit ? same : 0) << bit;
    }
    rows[word] = bits;
  }
  return rows;
}

/** The same for one held number. */
export function comparing(values: NumberArray | Uint32Array, comparison: Comparison, value: number): (found: number) => boolean {
  const bound = boundAmong(values, comparison, value);
  const limit = bound.value;
  const [below, same, above] = SIDES[bound.comparison];
  return (found) => (found < limit ? below : found > limit ? above : found === limit ? same : 0) === 1;
}

interface Bound {
  readonly comparison: Comparison;
  readonly value: number;
}

/** The same comparison with a number that the values can hold. */
function boundAmong(values: NumberArray | Uint32Array, comparison: Comparison, value: number): Bound {
  if (!(values instanceof Float32Array)) return { comparison, value };
  const nearest = Math.fround(value);
  const shown = shownNumber(values, nearest);
  if (shown === value) return { comparison, value: nearest };
  if (comparison === '=') return { comparison, value: Number.NaN };
  if (comparison === '!=') return { comparison, value: Number.POSITIVE_INFINITY };
  const isUpper = comparison === '<' || comparison === '<=';
  if (isUpper) return { comparison: shown < value ? '<=' : '<', value: nearest };
  return { comparison: shown < value ? '>' : '>=', value: nearest };
}
