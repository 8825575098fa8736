import type { HistogramScale } from '../../shared/facets.ts';
import type { Bits } from './bits.ts';
import { inPrecisionOf, type NumberArray } from './number-column.ts';

/** How many of the rows have each code, in one pass that calls and makes nothing row by row. @param size codes there are */
export function countByCode(codes: Uint32Array, size: number, rows: Bits): Uint32Array {
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

/**
 * How many of the rows have a value in each bin; rows without one (NaN) are in none. The bin is guessed from the scale and put
 * right by the edges, which alone decide. @param edges ascending; upper ones are exclusive but for the last
 */
export function countByBin(
  values: NumberArray | Uint32Array,
  rows: Bits,
  edges: readonly number[],
  scale: HistogramScale,
): Uint32Array {
  const held = Float64Array.from(edges, (edge) => inPrecisionOf(values, edge));
  const last = held.length - 2;
  const counts = new Uint32Array(last + 1);
  const guess = guessOf(held, scale);
  for (let word = 0; word < rows.length; word++) {
    const base = (word << 5) + 31;
    for (let left = rows[word] ?? 0; left !== 0; left &= left - 1) {
      const value = values[base - Math.clz32(left & -left)] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const place = ((guess.isLog ? Math.log(value) : value) - guess.start) * guess.perUnit;
      let bin = place > 0 ? Math.min(last, place | 0) : 0;
      while (bin > 0 && value < (held[bin] ?? 0)) bin--;
      while (bin < last && value >= (held[bin + 1] ?? 0)) bin++;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  return counts;
}

/** Where a value lies about: `(value − start) · perUnit`, of logarithms on a log scale. */
interface Guess {
  readonly isLog: boolean;
  readonly start: number;
  readonly perUnit: number;
}

/** A log scale that starts at 0 has its first bin before 1. */
function guessOf(edges: Float64Array, scale: HistogramScale): Guess {
  const isLog = scale === 'log';
  const first = isLog && edges[0] === 0 ? 1 : 0;
  const scaled = (edge: number): number => (isLog ? Math.log(edge) : edge);
  const [low, high] = [scaled(edges[first] ?? 0), scaled(edges.at(-1) ?? 0)];
  const bins = edges.length - 1 - first;
  const perUnit = high > low ? bins / (high - low) : 0;
  return { isLog, start: low - (perUnit > 0 ? first / perUnit : 0), perUnit };
}
