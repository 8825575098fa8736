import { percentile } from './percentile.ts';

/** Sizes that are usual in a set of pictures. A size is √(width·height), px. */
export interface SizeBounds {
  /** Q1 - 3·IQR. */
  readonly low: number;
  /** Q3 + 3·IQR. */
  readonly high: number;
}

const IQR_FACTOR = 3;

/** @param sizes √(width·height) of at least one picture, in any order @returns what is usual among them */
export function oddSizeBounds(sizes: ArrayLike<number>): SizeBounds {
  const sorted = Float64Array.from(sizes).sort();
  const sizeAt = (rank: number): number => sorted[rank] as number;
  const first = percentile(sizeAt, sorted.length, 0.25);
  const third = percentile(sizeAt, sorted.length, 0.75);
  const reach = IQR_FACTOR * (third - first);
  return { low: first - reach, high: third + reach };
}

/**
 * How usual a size is: 1 in the middle of the bounds, 0.5 at either bound, 0 a whole width of them from the middle. Where
 * all are of one size (high = low), 1 for that and less the more another differs.
 * @see cleanlab/cleanvision, SizeProperty
 */
export function oddSizeScore(size: number, { low, high }: SizeBounds): number {
  const middle = (low + high) / 2;
  const distance = Math.abs(size - middle);
  return 1 - Math.min(1, distance / (high > low ? high - low : middle));
}

/** The cut below which a size is odd by default: 0.5, or 1 where all others are of one size. */
export const oddSizeCut = ({ low, high }: SizeBounds): number => (high > low ? 0.5 : 1);
