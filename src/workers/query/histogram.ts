import type { HistogramScale } from '../../shared/facets.ts';

/** Bins of a histogram in the sidebar. */
const BINS = 32;
/** From this ratio of largest to smallest on, even bins would leave most of the data in one. */
const LOG_FROM_RATIO = 100;

export interface Edges {
  readonly edges: readonly number[];
  readonly scale: HistogramScale;
}

const SCORE_BINS = 50;

/** Of scores, which lie in [0, 1]: always the same, so that the histogram does not jump while scores come in. */
export const SCORE_EDGES: Edges = {
  edges: Array.from({ length: SCORE_BINS + 1 }, (_, k) => k / SCORE_BINS),
  scale: 'linear',
};

/** Least and greatest of the values that are not missing (NaN); null where all are. */
export function extent(values: ArrayLike<number>, length: number): { readonly min: number; readonly max: number } | null {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}

export interface EdgeOptions {
  /** Null: the one that suits the ratio of the values. */
  readonly scale: HistogramScale | null;
  /** Whole numbers have no more bins than their span has steps. */
  readonly isWhole: boolean;
}

/** Edges from `min` to `max`, spaced evenly in their scale; one bin for one value. A log scale from 0 goes on at 1. */
export function histogramEdges(min: number, max: number, { scale: asked, isWhole }: EdgeOptions): Edges {
  const scale = min < 0 || max <= 0 ? 'linear' : (asked ?? (min > 0 && max / min >= LOG_FROM_RATIO ? 'log' : 'linear'));
  if (scale === 'log' && min === 0) return { edges: [0, ...evenEdges(Math.min(1, max / 2), max, BINS - 1, scale)], scale };
  const bins = min === max ? 1 : isWhole ? Math.max(1, Math.min(BINS, Math.ceil(max - min))) : BINS;
  return { edges: evenEdges(min, max, bins, scale), scale };
}

function evenEdges(min: number, max: number, bins: number, scale: HistogramScale): readonly number[] {
  const between = (part: number): number =>
    scale === 'log' ? Math.exp(Math.log(min) * (1 - part) + Math.log(max) * part) : min * (1 - part) + max * part;
  const edges = [min];
  for (let k = 1; k < bins; k++) {
    const edge = between(k / bins);
    // Where doubles are as far apart as bins would be, fewer bins are left.
    if (edge > (edges.at(-1) ?? min) && edge < max) edges.push(edge);
  }
  return [...edges, max];
}

/** The bin of a value within the edges: upper edges are exclusive but for the last. */
export function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (value >= (edges[middle] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return low;
}
