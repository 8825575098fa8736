import type { Comparison, Filter, NumberField } from './query.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const SIZE = /^(\d+\.?\d*|\.\d+)(b|kb?|mb?|gb?|kib|mib|gib)$/i;
const SIZE_UNITS: Readonly<Record<string, number>> = { b: 1, k: 1e3, m: 1e6, g: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 };
const DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** What a number field takes, for messages. */
export function expectedNumber(field: NumberField): string {
  if (field === 'sizeBytes') return 'a number of bytes such as 5000, 5kb or 2MB';
  if (field === 'modified') return 'a date such as 2024-05-01 or 2024-05-01T18:30';
  return 'a number';
}

/**
 * The filter for `field comparison text`; null where the text is not a value of the field. A year, month or day is a
 * span in local time: `modified>2024-05-01` starts the day after, `modified=2024-05` is all of May.
 */
export function numberFilter(field: NumberField, comparison: Comparison, text: string): Filter | null {
  if (field === 'modified') {
    const span = localSpan(text);
    if (span !== null) return spanFilter(comparison, span);
    if (INSTANT.test(text)) return finiteFilter(field, comparison, Date.parse(text));
  }
  const size = field === 'sizeBytes' ? SIZE.exec(text) : null;
  if (size !== null) return finiteFilter(field, comparison, Math.round(Number(size[1]) * unitOf(size[2] ?? 'b')));
  return NUMBER.test(text) ? finiteFilter(field, comparison, Number(text)) : null;
}

/** The text that `numberFilter` reads back as exactly this comparison. */
export function printNumber(field: NumberField, comparison: Comparison, value: number): string {
  if (field !== 'modified' || !Number.isInteger(value) || Math.abs(value) > 8.64e15) return String(value);
  const date = new Date(value);
  if (date.getFullYear() < 1 || date.getFullYear() > 9998) return String(value);
  const day = `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
  const isDayStart = (comparison === '<' || comparison === '>=') && localSpan(day)?.start === value;
  return isDayStart ? day : date.toISOString();
}

const pad = (n: number, digits: number): string => String(n).padStart(digits, '0');

function unitOf(suffix: string): number {
  const unit = suffix.toLowerCase();
  return SIZE_UNITS[unit] ?? SIZE_UNITS[unit.slice(0, 1)] ?? 1;
}

function finiteFilter(field: NumberField, comparison: Comparison, value: number): Filter | null {
  return Number.isFinite(value) ? { kind: 'compare', field, comparison, value: value === 0 ? 0 : value } : null;
}

/** First millisecond of a local year, month or day and of the one after it. */
function localSpan(text: string): { readonly start: number; readonly end: number } | null {
  const found = DAY.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1)];
  const start = localMidnight(year, month, day);
  if (start.getMonth() !== month || start.getDate() !== day) return null;
  const end =
    found[2] === undefined
      ? localMidnight(year + 1, 0, 1)
      : found[3] === undefined
        ? localMidnight(year, month + 1, 1)
        : localMidnight(year, month, day + 1);
  return { start: start.getTime(), end: end.getTime() };
}

/** `new Date(y, …)` reads years below 100 as 19xx; setFullYear does not. */
function localMidnight(year: number, month: number, day: number): Date {
  const date = new Date(2000, 0, 1);
  date.setFullYear(year, month, day);
  return date;
}

function spanFilter(comparison: Comparison, { start, end }: { readonly start: number; readonly end: number }): Filter {
  const compare = (is: Comparison, value: number): Filter => ({ kind: 'compare', field: 'modified', comparison: is, value });
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
