/** How two sets of numbers are distributed otherwise. */
export interface KolmogorovSmirnov {
  /** Largest gap between the two cumulative shares, 0 to 1. */
  readonly distance: number;
  /** That sets of one distribution are this far apart: by its limit for large sets (Stephens 1970), good from some 8 numbers on. */
  readonly p: number;
  /** Where it is: the shares of both sets that are no larger. */
  readonly at: number;
  readonly upTo: readonly [number, number];
}

/** @param a ascending, as `b` is; neither is empty */
export function kolmogorovSmirnov(a: Float64Array, b: Float64Array): KolmogorovSmirnov {
  let [distance, at] = [-1, a[0] as number];
  let upTo: readonly [number, number] = [0, 0];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (a[i] === value) i++;
    while (b[j] === value) j++;
    const gap = Math.abs(i / a.length - j / b.length);
    if (gap <= distance) continue;
    [distance, at, upTo] = [gap, value, [i / a.length, j / b.length]];
  }
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { distance, p: kolmogorovTail((root + 0.12 + 0.11 / root) * distance), at, upTo };
}

/** P(K > x) of Kolmogorov's distribution: two series for what is small and what is not. */
function kolmogorovTail(x: number): number {
  if (x < 0.1) return 1;
  if (x < 1.18) {
    const y = Math.exp(-(Math.PI ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * (y + y ** 9 + y ** 25 + y ** 49);
  }
  const y = Math.exp(-2 * x * x);
  return Math.max(0, 2 * (y - y ** 4 + y ** 9));
}

/** Holm (1979): p values corrected for having been asked together, in the order given. */
export function holm(ps: readonly number[]): readonly number[] {
  const order = [...ps.keys()].sort((a, b) => (ps[a] ?? 0) - (ps[b] ?? 0));
  const corrected = [...ps];
  let least = 0;
  for (const [rank, at] of order.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - rank) * (ps[at] ?? 0)));
    corrected[at] = least;
  }
  return corrected;
}
