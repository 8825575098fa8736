import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { DEFAULT_QUERY, type Filter } from '../../shared/query.ts';
import { allOf } from '../../shared/query-normal.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { DECIDED, not, tagged } from './review-query.ts';
import { mostOf, useTriageStore } from './triage-store.ts';
import { useUiStore } from './ui-store.ts';

/** How far triage is. */
export interface TriageProgress {
  readonly decided: number;
  readonly total: number;
}

/** Samples of a filter that nobody has kept, removed, relabelled, called unsure or given a tag of the number keys. */
export function undecided(filter: Filter | null, quickTags: readonly (string | null)[]): Filter | null {
  const decided = [...DECIDED, ...quickTags.filter((tag) => tag !== null).map(tagged)];
  return allOf([...(filter === null ? [] : [filter]), ...decided.map(not)]);
}

/** Undefined before it is known. Samples that the query lets go once they are decided are counted, too. */
export function useTriageProgress(): TriageProgress | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const filter = useQueryStore(({ answered, query }) => (answered ?? query).filter);
  const shown = useQueryStore((state) => state.ids.length);
  const quickTags = useUiStore((state) => state.quickTags);
  const most = useTriageStore((state) => mostOf(state, filter));
  const saw = useTriageStore((state) => state.saw);
  useEffect(() => saw(filter, shown), [saw, filter, shown]);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'triage', filter, quickTags),
    queryFn:
      dataset === null
        ? skipToken
        : async ({ signal }) =>
            (await api.count(dataset, { ...DEFAULT_QUERY, filter: undecided(filter, quickTags) }, undefined, signal)).count,
    gcTime: 60_000,
  });
  const total = Math.max(most, shown);
  return data === undefined ? undefined : { decided: Math.max(0, total - data), total };
}

/** Narrows the query to what is not decided yet. */
export function showUndecided(): void {
  const { query, setQuery } = useQueryStore.getState();
  setQuery({ ...query, filter: undecided(query.filter, useUiStore.getState().quickTags) });
}
