import type { SimilarTo } from '../../shared/embedding.ts';
import type { SimilaritySort } from '../../shared/query.ts';

/** Ordered by likeness to these alone; what it was away from stays. */
export function similarTo(before: SimilaritySort | null, to: readonly SimilarTo[]): SimilaritySort {
  const away = (before?.away ?? []).filter((one) => !to.includes(one));
  return { field: 'similar', descending: true, to: [...to], away };
}

/** The same order, away from these besides. Whoever it was to is so no more; at least one remains to be like. */
export function toldApart(before: SimilaritySort | null, away: readonly SimilarTo[]): SimilaritySort {
  const kept = (before?.to ?? []).filter((one) => !away.includes(one));
  const others = (before?.away ?? []).filter((one) => !away.includes(one));
  return { field: 'similar', descending: before?.descending ?? true, to: kept, away: [...others, ...away] };
}
