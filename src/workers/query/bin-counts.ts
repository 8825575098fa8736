import type { HistogramScale } from '../../shared/facets.ts';
import type { Bits } from './bits.ts';
import { inPrecisionOf, type NumberArray } from './number-column.ts';

/** How many of the rows have each code, in one pass that calls and makes nothing row by row. @param size codes there are */
export function countByCode(codes: Uint32Array | Uint8Array, size: number, rows: Bits): Uint32Array {
  const counts = new Uint32Array(size);
  for (let word = 0; word < rows.length; word++) {
    const base = (word << 5) + 31;
    for (let left = rows[word] ?? 0; left !== 0; left &= left - 1) {
      const code = codes[base - Math.clz32(left & -left)] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return counts;
}

/** Where numbers lie: see `binRows`. */
export interface Bins {
  /** In the precision of the numbers. */
  readonly edges: Float64Array;
  /** What a bin is guessed by: `(value − start) · perUnit`, of logarithms on a log scale. */
  readonly isLog: boolean;
  readonly start: number;
  readonly perUnit: number;
}

/** @param edges ascending, at most 255; upper ones are exclusive but for the last @param scale that they are about even in */
export function binsOf(values: NumberArray | Uint32Array, edges: readonly number[], scale: HistogramScale): Bins {
  const held = Float64Array.from(edges, (edge) => inPrecisionOf(values, edge));
  const isLog = scale === 'log';
  // A log scale that starts at 0 has its first bin before 1.
  const first = isLog && held[0] === 0 ? 1 : 0;
  const scaled = (edge: number): number => (isLog ? Math.log(edge) : edge);
  const [low, high] = [scaled(held[first] ?? 0), scaled(held.at(-1) ?? 0)];
  const perUnit = high > low ? (held.length - 1 - first) / (high - low) : 0;
  return { edges: held, isLog, start: low - (perUnit > 0 ? first / perUnit : 0), perUnit };
}

/**
 * Writes the bin of each row from `from` to `upto`, counted from 1, into `codes`; 0 for rows without a value (NaN). The bin is
 * guessed from the scale and put right by the edges, which alone decide.
 */
export function binRows(
  values: NumberArray | Uint32Array,
  { edges, isLog, start, perUnit }: Bins,
  codes: Uint8Array,
  { from, upto }: { readonly from: number; readonly upto: number },
): void {
  const last = edges.length - 2;
  for (let row = from; row < upto; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const place = ((isLog ? Math.log(value) : value) - start) * perUnit;
    let bin = place > 0 ? Math.min(last, place | 0) : 0;
    while (bin > 0 && value < (edges[bin] ?? 0)) bin--;
    while (bin < last && value >= (edges[bin + 1] ?? 0)) bin++;
    codes[row] = bin + 1;
  }
}
