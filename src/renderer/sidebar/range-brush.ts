import { isCarriedField } from '../../shared/carried-field.ts';
import { isWhole, type RangeFacet } from '../../shared/facets.ts';
import type { AnyNumberField } from '../../shared/query.ts';
import { type DateField, isDateField, numberFilter, printNumber } from '../../shared/query-numbers.ts';
import type { NumberRange } from '../../shared/query-range.ts';

/** A stretch of a histogram in bins: 0 is the left end, `bins` the right one; fractions lie inside a bin. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function binsOf(facet: RangeFacet): number {
  return Math.max(0, facet.edges.length - 1);
}

/** What a drag from one place to another covers: whole bins, at least the one under it. @param start, end fractions of the width */
export function stretchOfDrag(start: number, end: number, bins: number): Stretch {
  const low = clamp(Math.min(start, end), 0, 1) * bins;
  const high = clamp(Math.max(start, end), 0, 1) * bins;
  const from = Math.min(Math.floor(low), bins - 1);
  return { from, to: Math.max(from + 1, Math.ceil(high)) };
}

/** A thumb moved to an edge; it never passes the other one. */
export function moveThumb(stretch: Stretch, thumb: 'from' | 'to', edge: number, bins: number): Stretch {
  if (thumb === 'from') return { ...stretch, from: clamp(edge, 0, Math.ceil(stretch.to) - 1) };
  return { ...stretch, to: clamp(edge, Math.floor(stretch.from) + 1, bins) };
}

/** The range a stretch of whole bins stands for; an end of the histogram is no bound. Null: everything. */
export function rangeOfStretch(facet: RangeFacet, { from, to }: Stretch): NumberRange | null {
  const bins = binsOf(facet);
  const low = from <= 0 ? null : (facet.edges[from] ?? null);
  const high = to >= bins ? null : (facet.edges[to] ?? null);
  if (low === null && high === null) return null;
  if (isWhole(facet.field)) {
    return { min: low === null ? null : Math.ceil(low), max: high === null ? null : Math.ceil(high) - 1 };
  }
  return { min: low === null ? null : thousandths(low), max: high === null ? null : thousandths(high) };
}

/** Where a range lies on the histogram. */
export function stretchOfRange(facet: RangeFacet, range: NumberRange | null): Stretch {
  const bins = binsOf(facet);
  const endsBefore = isWhole(facet.field);
  const max = range?.max ?? null;
  return {
    from: range === null || range.min === null ? 0 : placeOf(facet, range.min),
    to: max === null ? bins : placeOf(facet, endsBefore ? max + 1 : max),
  };
}

/** The end of a range that a bound is. */
export type End = 'from' | 'to';

/**
 * Reads a bound as the query language does: `5kb`, or of times `2024-05`, whose last instant is meant by an upper bound.
 * Null: no bound; undefined: no value of the field.
 */
export function parseBound(field: AnyNumberField, text: string, end: End): number | null | undefined {
  const trimmed = text.trim().replaceAll(/[,\s]/g, '');
  if (trimmed === '') return null;
  const filter = numberFilter(isCarriedField(field) ? 'aspect' : field, end === 'from' ? '>=' : '<=', trimmed);
  if (filter?.kind !== 'compare') return undefined;
  return filter.comparison === '<' ? filter.value - 1 : filter.value;
}

/** A bound as text that `parseBound` reads back as the same number. */
export function printBound(field: AnyNumberField, value: number, end: End): string {
  if (isDateField(field)) {
    const day = end === 'from' ? printNumber(field, '>=', value) : dayBefore(field, value + 1);
    return day ?? printNumber(field, '=', value);
  }
  if (field !== 'sizeBytes') return String(value);
  for (const [unit, bytes] of [
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const) {
    if (value >= bytes && value % (bytes / 10) === 0) return `${value / bytes}${unit}`;
  }
  return String(value);
}

/** The day that ends where another starts; null where none starts there. */
function dayBefore(field: DateField, start: number): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(printNumber(field, '<', start))) return null;
  // Noon of the day before, however long that day is.
  const at = new Date(start - 43_200_000);
  if (field === 'capturedAt') return at.toISOString().slice(0, 10);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part, k) => String(part).padStart(k === 0 ? 4 : 2, '0'))
    .join('-');
}

/** The share of the highest bin each bin has; one that is not empty can be seen. */
export function barHeights(counts: readonly number[]): readonly number[] {
  const most = Math.max(1, ...counts);
  return counts.map((count) => (count === 0 ? 0 : Math.max(0.04, count / most)));
}

function placeOf({ edges }: RangeFacet, value: number): number {
  const bins = edges.length - 1;
  const above = edges.findIndex((edge) => edge > value);
  if (above === 0) return 0;
  if (above < 0) return bins;
  const [low, high] = [edges[above - 1] ?? 0, edges[above] ?? 0];
  return above - 1 + (value - low) / (high - low);
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
