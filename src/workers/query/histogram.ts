/** Bins of a histogram in the sidebar. */
const BINS = 32;
/** From this ratio of largest to smallest on, even bins would leave most of the data in one. */
const LOG_FROM_RATIO = 50;

export interface Edges {
  readonly edges: readonly number[];
  readonly scale: 'linear' | 'log';
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

/**
 * Edges from `min` to `max`, spaced evenly in the scale that suits their ratio; one bin for one value, and for a span
 * of few whole numbers no more bins than the span.
 */
export function histogramEdges(min: number, max: number): Edges {
  const scale = min > 0 && max / min >= LOG_FROM_RATIO ? 'log' : 'linear';
  const bins = Math.max(1, Math.min(BINS, Math.ceil(max - min)));
  const between = (part: number): number =>
    scale === 'log' ? Math.exp(Math.log(min) * (1 - part) + Math.log(max) * part) : min + (max - min) * part;
  const edges = Array.from({ length: bins + 1 }, (_, k) => (k === 0 ? min : k === bins ? max : between(k / bins)));
  return { edges, scale };
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
