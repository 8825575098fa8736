import type { CarriedField } from './carried-field.ts';
import { assertNever } from './errors.ts';
import { DEFAULT_QUERY, type Filter, isSimilaritySort, type NumberField, type Query, type Sort } from './query.ts';
import { printPolygon } from './query-lasso.ts';
import { printMatch } from './query-match.ts';
import { normalQuery } from './query-normal.ts';
import { printNumber } from './query-numbers.ts';
import { isOfRun, ruledBy, runGroups } from './query-runs.ts';
import { printReferences } from './query-similar.ts';

/** The text that `parseQuery` reads back as this query, in its normal form. */
export function printQuery(query: Query): string {
  const { filter, sort } = normalQuery(query);
  const isDefaultSort = sort.field === DEFAULT_QUERY.sort.field && sort.descending === DEFAULT_QUERY.sort.descending;
  const order = isDefaultSort ? [] : [printSort(sort)];
  if (filter === null) return order.join(' ');
  // A top-level OR reaches to the end of the text, so an order after it would join its last branch only in looks.
  const isOpen = (filter.kind === 'or' && order.length > 0) || isRuledWrongly({ filter, sort });
  const text = printFilter(filter, 'all');
  return [isOpen ? `(${text})` : text, ...order].join(' ');
}

/** A run named outside of parentheses would rule an order that is by the active one. */
function isRuledWrongly({ filter, sort }: Query): boolean {
  return !isSimilaritySort(sort) && isOfRun(sort.field) && sort.run === undefined && ruledBy({ filter }) !== null;
}

function printSort(sort: Sort): string {
  const sign = sort.descending ? '-' : '';
  return isSimilaritySort(sort) ? `sort:${sign}similar:${printReferences(sort)}` : `sort:${printValue(`${sign}${sort.field}`)}`;
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

/** A field as it must stand before a comparison. */
export function printField(field: NumberField | CarriedField): string {
  return /^[^\s()"<>=!:]+$/.test(field) ? field : quoted(field);
}

function printFilter(filter: Filter, inside: 'all' | 'any' | 'not', around: string | null = null): string {
  switch (filter.kind) {
    case 'and': {
      const text = printAll(filter.of, around);
      return inside === 'not' ? `(${text})` : text;
    }
    case 'or': {
      const text = filter.of.map((child) => printFilter(child, 'any', around)).join(' OR ');
      return inside === 'not' ? `(${text})` : text;
    }
    case 'not':
      return `-${printFilter(filter.of, 'not', around)}`;
    case 'equals':
      return `${filter.field}:${printValue(filter.value)}`;
    case 'compare':
      return `${printField(filter.field)}${filter.comparison}${printNumber(filter.field, filter.comparison, filter.value)}`;
    case 'field':
      return `${printField(filter.field)}${filter.test}${printValue(filter.value)}`;
    case 'path':
      return `path:${printValue(filter.pattern)}`;
    case 'contains':
      return printWord(filter.text);
    case 'is':
      return `is:${filter.claim}`;
    case 'run':
      return `run:${printValue(filter.run)}`;
    case 'match':
      return `match:${quoted(printMatch(filter))}`;
    case 'agrees':
      return `${filter.field}${filter.isSame ? '=' : '!='}consensus`;
    case 'lasso':
      return `lasso:${quoted(printPolygon(filter.polygon))}`;
    default:
      return assertNever(filter);
  }
}

/** Terms that all must hold; those about different runs in parentheses, each with its run. */
function printAll(terms: readonly Filter[], around: string | null): string {
  const { outside, groups, single } = runGroups(terms, around);
  const printTerms = (some: readonly Filter[], run: string | null): readonly string[] =>
    some.map((term) => printFilter(term, term.kind === 'or' ? 'not' : 'all', run));
  if (single !== null) return printTerms(terms, single).join(' ');
  const inGroups = groups.map(({ run, terms: own }) => `(${[`run:${printValue(run)}`, ...printTerms(own, run)].join(' ')})`);
  return [...printTerms(outside, around), ...inGroups].join(' ');
}
