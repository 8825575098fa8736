import { CLAIM_MEANING, type ClaimedField, type Filter, type Query, type SortField } from './query.ts';
import { isRunNumber } from './score.ts';

/** A term about what a run says of a sample; without `run` of the active one. */
export type RunTerm = Extract<Filter, { readonly kind: 'equals' | 'compare' | 'is' | 'match' | 'agrees' }>;

/** Whether a field is of predictions: another run, another value. */
export function isOfRun(field: SortField | ClaimedField | 'tag' | 'issue'): boolean {
  return field === 'prediction' || field === 'correct' || field === 'wrong' || isRunNumber(field);
}

export function isRunTerm(filter: Filter): filter is RunTerm {
  if (filter.kind === 'equals' || filter.kind === 'compare' || filter.kind === 'agrees') return isOfRun(filter.field);
  if (filter.kind === 'match') return true;
  return filter.kind === 'is' && isOfRun(CLAIM_MEANING[filter.claim].field);
}

/** The runs that a filter's terms speak of, null for the active one; `run:` terms themselves do not count. */
export function runsOf(filter: Filter): ReadonlySet<string | null> {
  if (filter.kind === 'and' || filter.kind === 'or') return new Set(filter.of.flatMap((child) => [...runsOf(child)]));
  if (filter.kind === 'not') return runsOf(filter.of);
  return new Set(isRunTerm(filter) ? [filter.run ?? null] : []);
}

/** The filter with its terms that name no run speaking of this one. */
export function withRun(filter: Filter, run: string): Filter {
  if (filter.kind === 'and' || filter.kind === 'or') return { ...filter, of: filter.of.map((child) => withRun(child, run)) };
  if (filter.kind === 'not') return { ...filter, of: withRun(filter.of, run) };
  return isRunTerm(filter) && filter.run === undefined ? { ...filter, run } : filter;
}

/** Terms that all must hold, told apart by the run that their group names. */
export interface RunGroups {
  /** What no group's run rules. */
  readonly outside: readonly Filter[];
  /** In the order in which the runs are met; `run:` terms are left out. */
  readonly groups: readonly { readonly run: string; readonly terms: readonly Filter[] }[];
  /** The one run that a `run:` term without parentheses can name, since nothing speaks of another. */
  readonly single: string | null;
}

/** @param around the run of the group that these terms stand in; null: the active one */
export function runGroups(terms: readonly Filter[], around: string | null): RunGroups {
  const named = new Set<string>();
  for (const term of terms) {
    if (term.kind === 'run') named.add(term.run);
    else if (isRunTerm(term) && term.run !== undefined && term.run !== around) named.add(term.run);
  }
  const groupOf = (term: Filter): string | null => {
    const runs = runsOf(term);
    return runs.has(null) ? null : ([...named].find((run) => runs.has(run)) ?? null);
  };
  const rest = terms.filter(({ kind }) => kind !== 'run');
  const outside = rest.filter((term) => groupOf(term) === null);
  const [only, ...others] = named;
  const isSingle = only !== undefined && others.length === 0 && outside.every((term) => runsOf(term).size === 0);
  return {
    outside,
    groups: Array.from(named, (run) => ({ run, terms: rest.filter((term) => groupOf(term) === run) })),
    single: isSingle ? only : null,
  };
}

/** The run that all of a query's terms about predictions speak of, and the sidebar with them; null: the active one. */
export function ruledBy({ filter }: Pick<Query, 'filter'>): string | null {
  if (filter === null) return null;
  return runGroups(filter.kind === 'and' ? filter.of : [filter], null).single;
}
