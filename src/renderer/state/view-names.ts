import type { Query } from '../../shared/query.ts';
import { printQuery } from '../../shared/query-print.ts';

/** `Cats copy`, `Cats copy 2`: the first that is free. */
export function copyName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/ copy(?: \d+)?$/, '');
  return freeName(`${stem} copy`, taken);
}

/** A name for what a query asks for: its own text, shortened, and a number where that is taken. */
export function nameFor(query: Query, taken: readonly string[]): string {
  const text = printQuery(query).replaceAll(/\s+/g, ' ');
  const name = text === '' ? 'All samples' : text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return freeName(name, taken);
}

const LONGEST = 60;

function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? name : `${name} ${number}`;
    if (!taken.includes(numbered)) return numbered;
  }
}
