import { useMemo } from 'react';
import type { Filter } from '../../shared/query.ts';
import { scopeOf } from '../state/issue-query.ts';
import { useQueryStore } from '../state/query-store.ts';

/** What the user asks for besides issues; the same object while that is so. */
export function useScope(): Filter | null {
  const query = useQueryStore((state) => state.query);
  return useMemo(() => scopeOf(query), [query]);
}
