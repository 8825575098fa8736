import type { Filter } from './query.ts';

/** No sample: ids start at 1. What an empty `or` means, in words the language has. */
export const NOTHING: Filter = { kind: 'compare', field: 'id', comparison: '<', value: 1 };

/** All of the filters, with nested `and`s opened; null where there are none: every sample. */
export function allOf(filters: readonly Filter[]): Filter | null {
  const flat = filters.flatMap((filter) => (filter.kind === 'and' ? filter.of : [filter]));
  return flat.length < 2 ? (flat[0] ?? null) : { kind: 'and', of: flat };
}

/** Any of the filters, with nested `or`s opened. */
export function anyOf(filters: readonly Filter[]): Filter {
  const flat = filters.flatMap((filter) => (filter.kind === 'or' ? filter.of : [filter]));
  return flat.length < 2 ? (flat[0] ?? NOTHING) : { kind: 'or', of: flat };
}

/** The clauses that all must hold; none for null. */
export function clausesOf(filter: Filter | null): readonly Filter[] {
  if (filter === null) return [];
  return filter.kind === 'and' ? filter.of : [filter];
}

/** The same filter as the parser would write it: groups have two members or more and no group of their own kind inside. */
export function normalFilter(filter: Filter): Filter | null {
  switch (filter.kind) {
    case 'and':
      return allOf(filter.of.map(normalFilter).filter((child) => child !== null));
    case 'or': {
      const children = filter.of.map(normalFilter);
      return children.includes(null) ? null : anyOf(children.filter((child) => child !== null));
    }
    case 'not': {
      const child = normalFilter(filter.of);
      return child === null ? NOTHING : { kind: 'not', of: child };
    }
    default:
      return filter;
  }
}
