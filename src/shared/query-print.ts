import { assertNever } from './errors.ts';
import { DEFAULT_QUERY, type Filter, isSimilaritySort, type Query, type Sort } from './query.ts';
import { printPolygon } from './query-lasso.ts';
import { normalFilter } from './query-normal.ts';
import { printNumber } from './query-numbers.ts';
import { printReferences } from './query-similar.ts';

/** The text that `parseQuery` reads back as this query, in its normal form. */
export function printQuery(query: Query): string {
  const { field, descending } = query.sort;
  const isDefaultSort = field === DEFAULT_QUERY.sort.field && descending === DEFAULT_QUERY.sort.descending;
  const filter = query.filter === null ? null : normalFilter(query.filter);
  const parts = [...(filter === null ? [] : [printFilter(filter, 'all')]), ...(isDefaultSort ? [] : [printSort(query.sort)])];
  // A top-level OR reaches to the end of the text, so an order after it would join its last branch only in looks.
  if (filter?.kind === 'or' && parts.length > 1) parts[0] = `(${parts[0]})`;
  return parts.join(' ');
}

function printSort(sort: Sort): string {
  const field = isSimilaritySort(sort) ? `similar:${printReferences(sort)}` : sort.field;
  return `sort:${sort.descending ? '-' : ''}${field}`;
}

/** A value as it must stand after a colon. */
export function printValue(value: string): string {
  if (/^[^\s()"\\]+$/.test(value)) return value;
  return quoted(value);
}

const ESCAPED: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(value: string): string {
  return `"${value.replaceAll(/["\\\n\r\t]/g, (char) => ESCAPED[char] ?? char)}"`;
}

/** A bare word must not look like anything else the language has. */
function printWord(text: string): string {
  if (/^(?:OR|AND|NOT)$/.test(text) || /^[-<>=]/.test(text) || /[:<>=!]/.test(text)) return quoted(text);
  return printValue(text);
}

function printFilter(filter: Filter, inside: 'all' | 'any' | 'not'): string {
  switch (filter.kind) {
    case 'and': {
      const text = filter.of.map((child) => printFilter(child, child.kind === 'or' ? 'not' : 'all')).join(' ');
      return inside === 'not' ? `(${text})` : text;
    }
    case 'or': {
      const text = filter.of.map((child) => printFilter(child, 'any')).join(' OR ');
      return inside === 'not' ? `(${text})` : text;
    }
    case 'not':
      return `-${printFilter(filter.of, 'not')}`;
    case 'equals':
      return `${filter.field}:${printValue(filter.value)}`;
    case 'compare':
      return `${filter.field}${filter.comparison}${printNumber(filter.field, filter.comparison, filter.value)}`;
    case 'path':
      return `path:${printValue(filter.pattern)}`;
    case 'contains':
      return printWord(filter.text);
    case 'is':
      return `is:${filter.claim}`;
    case 'lasso':
      return `lasso:${quoted(printPolygon(filter.polygon))}`;
    default:
      return assertNever(filter);
  }
}
