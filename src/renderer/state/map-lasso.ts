import type { Filter, Query } from '../../shared/query.ts';
import { allOf, clausesOf } from '../../shared/query-normal.ts';

/** The query with this outline as its one lasso at top level; null: without any. */
export function withLasso(query: Query, polygon: readonly number[] | null): Query {
  const rest = clausesOf(query.filter).filter(({ kind }) => kind !== 'lasso');
  const lasso: readonly Filter[] = polygon === null ? [] : [{ kind: 'lasso', polygon }];
  return { ...query, filter: allOf([...rest, ...lasso]) };
}

export function hasLasso(query: Query): boolean {
  return clausesOf(query.filter).some(({ kind }) => kind === 'lasso');
}
