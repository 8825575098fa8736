import { useThrottledValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FacetsRequest } from '../../shared/api.ts';
import type { FacetField, Facets, TextFacet } from '../../shared/facets.ts';
import { DEFAULT_QUERY, type Query } from '../../shared/query.ts';
import { ruledBy } from '../../shared/query-runs.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { scopeOf } from '../state/issue-query.ts';
import { useIssueCounts } from '../state/issues.ts';
import { datasetKey } from '../state/query-client.ts';
import { useQueryStore } from '../state/query-store.ts';
import { useArrangement } from './arrangement-store.ts';
import { SIDEBAR_CLAIMS } from './claim-rows.ts';
import type { Section } from './sections.ts';

/** Typing and dragging change the query many times a second; counts follow this often. */
const COUNT_EVERY_MS = 100;

/** The fields that the dataset has, by the run that rules the query; undefined until they are known. */
export function useFields(): readonly FacetField[] | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const run = useQueryStore((state) => ruledBy(state.query));
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'fields', run),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.fields(dataset, run, signal),
    placeholderData: keepPreviousData,
  });
  return dataset === null ? undefined : data;
}

/** Kinds of issues with their counts, as a facet; the query's own clauses on issues do not narrow it. */
export function useIssueFacet(): TextFacet | undefined {
  const query = useQueryStore((state) => state.query);
  const scope = useMemo(() => scopeOf(query), [query]);
  const counts = useIssueCounts(scope);
  const values = counts?.filter(({ samples }) => samples > 0).map(({ kind, samples }) => ({ value: kind, count: samples }));
  return values === undefined ? undefined : { field: 'issue', values };
}

/** What is asked for of sections that can be seen: of folded ones nothing is counted. */
export function facetsRequest(
  filter: Query['filter'],
  open: readonly Section[],
  scales: NonNullable<FacetsRequest['scales']>,
): FacetsRequest {
  return {
    query: { ...DEFAULT_QUERY, filter },
    // Issues are counted by themselves: see `useIssueFacet`.
    texts: open.flatMap((section) => (section.kind === 'text' && section.field !== 'issue' ? [section.field] : [])),
    ranges: open.flatMap((section) => (section.kind === 'number' ? [section.field] : [])),
    scales,
    claims: open.some(({ kind }) => kind === 'claims') ? [...SIDEBAR_CLAIMS] : [],
  };
}

/** Counts for the query; those of the one before until they are there. The order of a query counts nothing. */
export function useFacets(open: readonly Section[]): {
  readonly facets: Facets | undefined;
  /** They are not yet those of the query. */
  readonly isStale: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
} {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const wanted = useQueryStore((state) => state.query.filter);
  const filter = useThrottledValue(wanted, COUNT_EVERY_MS);
  const scales = useArrangement((state) => state.arrangement.scales);
  const request = facetsRequest(filter, open, scales);
  const isEmpty = open.length === 0;
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'facets', request),
    queryFn: dataset === null || isEmpty ? skipToken : ({ signal }) => api.facets(dataset, request, signal),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const isStale = !isEmpty && error === null && (filter !== wanted || isPlaceholderData);
  return { facets: dataset === null ? undefined : data, isStale, error, retry: () => void refetch() };
}
