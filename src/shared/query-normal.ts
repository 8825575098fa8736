import type { Filter, Query } from './query.ts';
import { isOfRun, isRunTerm, ruledBy, runGroups } from './query-runs.ts';

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

/**
 * The same filter as the parser would write it: groups have two members or more and no group of their own kind inside, and
 * terms about a run that is not the active one stand beside a `run:` term that names it.
 */
export function normalFilter(filter: Filter): Filter | null {
  const plain = withPlainGroups(filter);
  return plain === null ? null : withRunTerms(plain, null);
}

/** The same query as the parser would write it. An order by a run that does not rule the filter is by the active one. */
export function normalQuery({ filter, sort }: Query): Query {
  const normal = filter === null ? null : normalFilter(filter);
  if (sort.field === 'similar' || sort.run === undefined) return { filter: normal, sort };
  const { run, ...active } = sort;
  if (!isOfRun(sort.field)) return { filter: normal, sort: active };
  // It can only be said by naming the run, which asks for its samples.
  const named = normalFilter({ kind: 'and', of: [...clausesOf(filter), { kind: 'run', run }] });
  return ruledBy({ filter: named }) === run ? { filter: named, sort } : { filter: normal, sort: active };
}

function withPlainGroups(filter: Filter): Filter | null {
  switch (filter.kind) {
    case 'and':
      return allOf(filter.of.map(withPlainGroups).filter((child) => child !== null));
    case 'or': {
      const children = filter.of.map(withPlainGroups);
      return children.includes(null) ? null : anyOf(children.filter((child) => child !== null));
    }
    case 'not': {
      const child = withPlainGroups(filter.of);
      return child === null ? NOTHING : { kind: 'not', of: child };
    }
    default:
      return withRunWhereItCounts(filter);
  }
}

/** Of a named run the claims of presence have words of their own; of other fields a run says nothing. */
function withRunWhereItCounts(filter: Filter): Filter {
  if (filter.kind !== 'equals' && filter.kind !== 'compare' && filter.kind !== 'is' && filter.kind !== 'agrees') return filter;
  if (filter.run === undefined) return filter;
  const { run, ...plain } = filter;
  if (!isRunTerm(filter)) return plain;
  const named: Filter = { kind: 'run', run };
  if (filter.kind !== 'is' || (filter.claim !== 'predicted' && filter.claim !== 'unpredicted')) return filter;
  return filter.claim === 'predicted' ? named : { kind: 'not', of: named };
}

/** @param around the run of the group that it stands in; null: the active one */
function withRunTerms(filter: Filter, around: string | null): Filter {
  switch (filter.kind) {
    case 'and':
      return allOf(namingRuns(filter.of, around)) ?? filter;
    case 'or':
      return { kind: 'or', of: filter.of.map((child) => withRunTerms(child, around)) };
    case 'not':
      return { kind: 'not', of: withRunTerms(filter.of, around) };
    default:
      return isRunTerm(filter) ? (allOf(namingRuns([filter], around)) ?? filter) : filter;
  }
}

function namingRuns(terms: readonly Filter[], around: string | null): readonly Filter[] {
  const { outside, groups, single } = runGroups(terms, around);
  const inRun = (term: Filter, run: string | null): Filter => (isRunTerm(term) ? term : withRunTerms(term, run));
  if (single === null) {
    const inGroups = groups.flatMap(({ run, terms: own }): readonly Filter[] => [
      { kind: 'run', run },
      ...own.map((term) => inRun(term, run)),
    ]);
    return [...outside.map((term) => inRun(term, around)), ...inGroups];
  }
  // The term that names the run keeps its place.
  const own = groups[0]?.terms ?? [];
  const first = terms.find((term) => term.kind === 'run') ?? own[0];
  return terms.flatMap((term): readonly Filter[] => {
    if (term.kind === 'run') return term === first ? [term] : [];
    return term === first ? [{ kind: 'run', run: single }, inRun(term, single)] : [inRun(term, single)];
  });
}
