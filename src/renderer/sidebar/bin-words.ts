import { type CalendarUnit, isWhole, type RangeFacet } from '../../shared/facets.ts';
import { isDateField } from '../../shared/query-numbers.ts';
import { formatCount } from '../ui/format.ts';
import { formatBound } from '../ui/format-bound.ts';

const PARTS: Readonly<Record<CalendarUnit, Intl.DateTimeFormatOptions>> = {
  minute: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  year: { year: 'numeric' },
};

/** A bin of a histogram for a person: `12 – 15 px: 340 samples`, `May 2024: 12 samples`. */
export function binWords(facet: RangeFacet, bin: number): string {
  const count = facet.counts[bin] ?? 0;
  return `${spanWords(facet, bin)}: ${formatCount(count)}`;
}

function spanWords({ field, edges, unit }: RangeFacet, bin: number): string {
  const [from, to] = [edges[bin] ?? 0, edges[bin + 1] ?? 0];
  if (unit !== undefined && isDateField(field)) {
    const zone = field === 'capturedAt' ? { timeZone: 'UTC' } : {};
    const words = (at: number): string => new Date(at).toLocaleString('en-GB', { ...PARTS[unit], ...zone });
    const [first, last] = [words(from), words(to - 1)];
    return first === last || unit === 'minute' ? first : `${first} – ${last}`;
  }
  const isLast = bin === edges.length - 2;
  if (isWhole(field)) {
    const [first, last] = [Math.ceil(from), isLast ? to : Math.ceil(to) - 1];
    return first >= last ? formatBound(field, first) : `${formatBound(field, first)} – ${formatBound(field, last)}`;
  }
  return `${formatBound(field, from)} – ${formatBound(field, to)}`;
}
