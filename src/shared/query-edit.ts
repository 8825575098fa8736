import { assertNever } from './errors.ts';
import { type AnyNumberField, type AnyTextField, CLAIM_MEANING, type Filter, type Query, type Sort } from './query.ts';
import { allOf, clausesOf } from './query-normal.ts';
import { isOfRun, ruledBy } from './query-runs.ts';

/** The filter without the top-level clauses that speak of this field only: a facet is not narrowed by its own choice. */
export function withoutField(filter: Filter | null, field: AnyTextField | AnyNumberField): Filter | null {
  const run = runFor({ filter }, field);
  return allOf(clausesOf(filter).filter((clause) => !speaksOnlyOf(clause, field, run)));
}

/** An order by predictions is by the run that rules the query. */
export function setSort(query: Query, sort: Sort): Query {
  if (sort.field === 'similar' || !isOfRun(sort.field)) return { ...query, sort };
  const { run: _, ...active } = sort;
  const run = ruledBy(query);
  return { ...query, sort: run === null ? active : { ...active, run } };
}

/** Adds a clause that must hold too, unless it stands there already. */
export function withClause(query: Query, clause: Filter): Query {
  const clauses = clausesOf(query.filter);
  const isThere = clauses.some((other) => JSON.stringify(other) === JSON.stringify(clause));
  return isThere ? query : { ...query, filter: allOf([...clauses, clause]) };
}

/** The run whose values of a field a query means, and shows in the sidebar; null: the active one, or a field of no run. */
export function runFor(query: Pick<Query, 'filter'>, field: AnyTextField | AnyNumberField): string | null {
  return isOfRun(field) ? ruledBy(query) : null;
}

/** Whether all that a filter says is about this field. @param run of a field of predictions; null: the active one */
export function speaksOnlyOf(filter: Filter, field: AnyTextField | AnyNumberField, run: string | null = null): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.length > 0 && filter.of.every((child) => speaksOnlyOf(child, field, run));
    case 'not':
      return speaksOnlyOf(filter.of, field, run);
    case 'equals':
    case 'compare':
      return filter.field === field && (filter.run ?? null) === run;
    case 'field':
      return filter.field === field;
    case 'is':
      return CLAIM_MEANING[filter.claim].field === field && (filter.run ?? null) === run;
    case 'run':
    case 'path':
    case 'contains':
    case 'match':
    case 'lasso':
      return false;
    default:
      return assertNever(filter);
  }
}
