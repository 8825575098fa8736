import type { RangeFacet } from '../../shared/facets.ts';

/** Keys move a cut by this much; with Shift by the other. */
const STEP = 0.01;
const BIG_STEP = 0.1;

/** A bar of a score's histogram. Everything in shares of the whole, 0 to 1. */
export interface ScoreBar {
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/** Bars on an axis from 0 to 1. Heights grow with the logarithm of the count, so that one sample beside thousands is seen. */
export function scoreBars({ edges, counts }: Pick<RangeFacet, 'edges' | 'counts'>): readonly ScoreBar[] {
  const most = Math.log1p(Math.max(0, ...counts));
  return counts.flatMap((count, bin) => {
    const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
    return count === 0 ? [] : [{ from, to: Math.max(to, from + 0.004), height: Math.log1p(count) / most }];
  });
}

/** The bars as an SVG path in a box of one by one. */
export function barsPath(facet: Pick<RangeFacet, 'edges' | 'counts'>): string {
  return scoreBars(facet)
    .map(({ from, to, height }) => `M${from} 1V${1 - Math.max(0.06, height)}H${from + (to - from) * 0.9}V1Z`)
    .join('');
}

/** A cut as it is stored: within 0 and 1, to the thousandth. */
export function validCut(cut: number): number {
  return Math.min(1, Math.max(0, Math.round(cut * 1000) / 1000));
}

/** Where a key moves a cut; null: back to its default; undefined: the key does nothing. */
export function cutAfterKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, cut: number): number | null | undefined {
  const step = shiftKey ? BIG_STEP : STEP;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return validCut(cut + step);
    case 'ArrowLeft':
    case 'ArrowDown':
      return validCut(cut - step);
    case 'PageUp':
      return validCut(cut + BIG_STEP);
    case 'PageDown':
      return validCut(cut - BIG_STEP);
    case 'Home':
      return 0;
    case 'End':
      return 1;
    case 'Delete':
    case 'Backspace':
      return null;
    default:
      return undefined;
  }
}
