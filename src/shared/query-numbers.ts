import type { Comparison, Filter, NumberField } from './query.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const SIZE = /^(\d+\.?\d*|\.\d+)(b|kb?|mb?|gb?|kib|mib|gib)$/i;
const SIZE_UNITS: Readonly<Record<string, number>> = { b: 1, k: 1e3, m: 1e6, g: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 };
const DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** `modified` is told in local time, `capturedAt` by the camera's clock, which is kept as if it showed UTC. */
export type DateField = 'modified' | 'capturedAt';
export const isDateField = (field: string): field is DateField => field === 'modified' || field === 'capturedAt';
const midnightOf = (field: DateField) => (field === 'modified' ? localMidnight : utcMidnight);

/** What a number field takes, for messages. */
export function expectedNumber(field: NumberField): string {
  if (field === 'sizeBytes') return 'a number of bytes such as 5000, 5kb or 2MB';
  if (isDateField(field)) return 'a date such as 2024-05-01 or 2024-05-01T18:30';
  return 'a number';
}

/**
 * The filter for `field comparison text`; null where the text is not a value of the field. A year, month or day is a
 * span in the field's time: `modified>2024-05-01` starts the day after, `modified=2024-05` is all of May.
 */
export function numberFilter(field: NumberField, comparison: Comparison, text: string): Filter | null {
  if (isDateField(field)) {
    const span = spanOf(field, text);
    if (span !== null) return spanFilter(field, comparison, span);
    if (INSTANT.test(text)) return finiteFilter(field, comparison, Date.parse(instantText(field, text)));
  }
  const size = field === 'sizeBytes' ? SIZE.exec(text) : null;
  if (size !== null) return finiteFilter(field, comparison, Math.round(Number(size[1]) * unitOf(size[2] ?? 'b')));
  return NUMBER.test(text) ? finiteFilter(field, comparison, Number(text)) : null;
}

/** The text that `numberFilter` reads back as exactly this comparison. */
export function printNumber(field: NumberField, comparison: Comparison, value: number): string {
  if (!isDateField(field) || !Number.isInteger(value) || Math.abs(value) > 8.64e15) return String(value);
  const date = new Date(value);
  const [year, month, day] =
    field === 'modified'
      ? [date.getFullYear(), date.getMonth(), date.getDate()]
      : [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (year < 1 || year > 9998) return String(value);
  const text = `${pad(year, 4)}-${pad(month + 1, 2)}-${pad(day, 2)}`;
  const isDayStart = (comparison === '<' || comparison === '>=') && spanOf(field, text)?.start === value;
  return isDayStart ? text : field === 'modified' ? date.toISOString() : date.toISOString().slice(0, -1);
}

/** Without a zone it is one of the field's own times. */
function instantText(field: DateField, text: string): string {
  return field === 'modified' || /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`;
}

const pad = (n: number, digits: number): string => String(n).padStart(digits, '0');

function unitOf(suffix: string): number {
  const unit = suffix.toLowerCase();
  return SIZE_UNITS[unit] ?? SIZE_UNITS[unit.slice(0, 1)] ?? 1;
}

function finiteFilter(field: NumberField, comparison: Comparison, value: number): Filter | null {
  return Number.isFinite(value) ? { kind: 'compare', field, comparison, value: value === 0 ? 0 : value } : null;
}

/** First millisecond of a year, month or day and of the one after it. */
function spanOf(field: DateField, text: string): Span | null {
  const found = DAY.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1)];
  const midnight = midnightOf(field);
  const start = midnight(year, month, day);
  if (start === null) return null;
  const end =
    found[2] === undefined
      ? midnight(year + 1, 0, 1)
      : found[3] === undefined
        ? midnight(year, month + 1, 1, 'over')
        : midnight(year, month, day + 1, 'over');
  return end === null ? null : { start, end };
}

/** What is beyond the end of a month or a year: none, or counted into the next one. */
type Beyond = 'none' | 'over';

/** `new Date(y, …)` reads years below 100 as 19xx; setFullYear does not. @returns null where there is no such day */
function localMidnight(year: number, month: number, day: number, beyond: Beyond = 'none'): number | null {
  const date = new Date(2000, 0, 1);
  date.setFullYear(year, month, day);
  const isThere = beyond === 'over' || (date.getMonth() === month && date.getDate() === day);
  return isThere ? date.getTime() : null;
}

function utcMidnight(year: number, month: number, day: number, beyond: Beyond = 'none'): number | null {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month, day);
  const isThere = beyond === 'over' || (date.getUTCMonth() === month && date.getUTCDate() === day);
  return isThere ? date.getTime() : null;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanFilter(field: DateField, comparison: Comparison, { start, end }: Span): Filter {
  const compare = (is: Comparison, value: number): Filter => ({ kind: 'compare', field, comparison: is, value });
  switch (comparison) {
    case '<':
      return compare('<', start);
    case '<=':
      return compare('<', end);
    case '>':
      return compare('>=', end);
    case '>=':
      return compare('>=', start);
    case '=':
      return { kind: 'and', of: [compare('>=', start), compare('<', end)] };
    case '!=':
      return { kind: 'or', of: [compare('<', start), compare('>=', end)] };
  }
}
