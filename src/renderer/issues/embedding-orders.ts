import { DEFAULT_QUERY, type FieldSort, type Query } from '../../shared/query.ts';
import { setSort } from '../../shared/query-edit.ts';
import type { EmbeddingField } from '../../shared/score.ts';
import { scopeOf } from '../state/issue-query.ts';

/** A way to look at the samples by what the model sees; no issue, since there is no line to draw. */
export interface EmbeddingOrder {
  readonly title: string;
  readonly explains: string;
  readonly sort: FieldSort & { readonly field: EmbeddingField };
}

export const EMBEDDING_ORDERS: readonly EmbeddingOrder[] = [
  {
    title: 'Least typical',
    explains: 'Farthest from the middle of the cluster they lie in.',
    sort: { field: 'score.representativeness', descending: false },
  },
  {
    title: 'Most unique',
    explains: 'Least like any other picture.',
    sort: { field: 'score.uniqueness', descending: true },
  },
  {
    title: 'Far from their class',
    explains: 'Farthest from the middle of all pictures with the same class: often a wrong label.',
    sort: { field: 'score.class-distance', descending: false },
  },
];

export function isOrderedBy({ sort }: Query, { sort: wanted }: EmbeddingOrder): boolean {
  return sort.field === wanted.field && sort.descending === wanted.descending;
}

/** All samples of the scope in this order, or, where they are so already, back in the usual one. */
export function toggledOrder(query: Query, order: EmbeddingOrder): Query {
  if (isOrderedBy(query, order)) return setSort(query, DEFAULT_QUERY.sort);
  return { filter: scopeOf(query), sort: order.sort };
}
