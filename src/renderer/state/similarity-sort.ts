import { isProbe, type SimilarTo } from '../../shared/embedding.ts';
import type { SimilaritySort } from '../../shared/query.ts';

/** Ordered by likeness to these alone; what it was away from stays. */
export function similarTo(before: SimilaritySort | null, to: readonly SimilarTo[]): SimilaritySort {
  const away = (before?.away ?? []).filter((one) => !to.includes(one));
  return { field: 'similar', descending: true, to: [...to], away };
}

/** The same order, away from these besides. Whoever it was to is so no more, be it all. */
export function toldApart(before: SimilaritySort | null, away: readonly SimilarTo[]): SimilaritySort {
  const kept = (before?.to ?? []).filter((one) => !away.includes(one));
  const others = (before?.away ?? []).filter((one) => !away.includes(one));
  return { field: 'similar', descending: before?.descending ?? true, to: kept, away: [...others, ...away] };
}

/** What is asked for as a person would say it: `3 samples and “a red shoe”`. */
export function similarWords(to: readonly SimilarTo[], titles: Readonly<Record<string, string>>): string {
  const samples = to.filter((one) => !isProbe(one)).length;
  const words = to.filter(isProbe).map((name) => titles[name] ?? name);
  const parts = samples === 0 ? words : [samples === 1 ? '1 sample' : `${samples} samples`, ...words];
  return parts.length <= 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
