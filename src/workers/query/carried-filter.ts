import type { Filter } from '../../shared/query.ts';
import type { Bits } from './bits.ts';
import type { CarriedColumn, CarriedValue } from './carried-column.ts';
import { foldCase } from './fold-case.ts';
import { compileGlob, matchesGlob } from './glob.ts';
import { rowsWithCodes } from './rows-with-codes.ts';

type CarriedFilter = Extract<Filter, { readonly kind: 'field' }>;

/** Rows with a value that passes. Each value is tried once, however many rows have it. */
export function rowsCarrying(filter: CarriedFilter, { values, dictionary }: CarriedColumn, length: number): Bits {
  const test = carriedTest(filter);
  const isMeant = Uint8Array.from(dictionary, (value) => Number(value !== null && test(value)));
  return rowsWithCodes(values, isMeant, length);
}

/**
 * Whether a value is what a filter on a carried field asks for. `:` finds texts that contain it, or match it as a whole where it
 * has `*` or `?`, whatever the case, and numbers of that size; comparisons are of numbers, `=` and `!=` exact ones of texts too.
 */
export function carriedTest({ test, value }: CarriedFilter): (found: CarriedValue) => boolean {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (test === ':') {
    const matches = textTest(value);
    return (found) => (typeof found === 'number' && !Number.isNaN(number) ? found === number : matches(String(found)));
  }
  const isSame = (found: CarriedValue): boolean => (typeof found === 'number' ? found === number : found === value);
  if (test === '=') return isSame;
  if (test === '!=') return (found) => !isSame(found);
  const compared = {
    '<': (n: number) => n < number,
    '<=': (n: number) => n <= number,
    '>': (n: number) => n > number,
    '>=': (n: number) => n >= number,
  }[test];
  return (found) => typeof found === 'number' && compared(found);
}

function textTest(pattern: string): (text: string) => boolean {
  const folded = foldCase(pattern);
  if (!/[*?]/.test(pattern)) return (text) => foldCase(text).includes(folded);
  const glob = compileGlob(folded);
  return (text) => {
    const bytes = Buffer.from(foldCase(text));
    return matchesGlob(glob, bytes, 0, bytes.length);
  };
}
