import type { ScoreHistogram, SkewReport } from '../../shared/skew.ts';
import { formatCount } from '../ui/format.ts';
import { formatBound } from '../ui/format-bound.ts';

/** Counts as shares of each split, so that a small split is as tall as a large one. */
export function sharesOf(counts: ScoreHistogram['counts']): readonly (readonly number[])[] {
  return counts.map((bins) => {
    const sum = bins.reduce((total, count) => total + count, 0);
    return bins.map((count) => (sum === 0 ? 0 : count / sum));
  });
}

/** Steps over the bins, as an SVG path in a box one bin wide each and 1 high. @param most the share that is as high as the box */
export function outline(shares: readonly number[], most: number): string {
  const height = (share: number): string => (1 - (most === 0 ? 0 : (0.96 * share) / most)).toFixed(4);
  return `M0 1${shares.map((share, bin) => `V${height(share)}H${bin + 1}`).join('')}V1`;
}

/** Where a value lies along the chart, 0 to 1: within its bin by the scale's own step. */
export function markPlace({ edges, scale }: Pick<ScoreHistogram, 'edges' | 'scale'>, value: number): number {
  const [first, last] = [edges[0] ?? 0, edges.at(-1) ?? 1];
  if (last === first) return 0.5;
  const place = scale === 'log' ? Math.log(value / first) / Math.log(last / first) : (value - first) / (last - first);
  return Math.min(1, Math.max(0, place));
}

/** `0.30 to 0.32: train 12, val 3`. */
export function binWords({ splits }: Pick<SkewReport, 'splits'>, { field, edges, counts }: ScoreHistogram, bin: number): string {
  const range = `${formatBound(field, edges[bin] ?? 0)} to ${formatBound(field, edges[bin + 1] ?? 0)}`;
  return `${range}: ${splits.map(({ name }, split) => `${name} ${formatCount(counts[split]?.[bin] ?? 0)}`).join(', ')}`;
}
