import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Facets, TextFacet } from '../../shared/facets.ts';
import { DEFAULT_QUERY, type NumberField } from '../../shared/query.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { scopeOf } from '../state/issue-query.ts';
import { useHasEmbeddings, useIssueCounts } from '../state/issues.ts';
import { datasetKey } from '../state/query-client.ts';
import { useQueryStore } from '../state/query-store.ts';
import {
  EMBEDDING_SECTION,
  EMBEDDING_SECTIONS,
  RANGE_SECTIONS,
  SCORE_SECTIONS,
  SCORES_SECTION,
  useSections,
} from './sections.ts';

/** Typing and dragging change the query many times a second. */
const DEBOUNCE_MS = 120;

/** Number fields whose histograms can be seen: only those are counted. @param collapsed names of folded sections */
export function openRanges(collapsed: readonly string[], hasEmbeddings: boolean): readonly NumberField[] {
  const scores = collapsed.includes(SCORES_SECTION) ? [] : SCORE_SECTIONS;
  const embedding = collapsed.includes(EMBEDDING_SECTION) || !hasEmbeddings ? [] : EMBEDDING_SECTIONS;
  return [...RANGE_SECTIONS, ...scores, ...embedding].map(({ field }) => field).filter((field) => !collapsed.includes(field));
}

/** Kinds of issues with their counts, as a facet; the query's own clauses on issues do not narrow it. */
export function useIssueFacet(): TextFacet {
  const query = useQueryStore((state) => state.query);
  const scope = useMemo(() => scopeOf(query), [query]);
  const counts = useIssueCounts(scope) ?? [];
  const values = counts.filter(({ samples }) => samples > 0).map(({ kind, samples }) => ({ value: kind, count: samples }));
  return { field: 'issue', values };
}

/** Counts for the query; those of the one before until they are there. The order of a query counts nothing. */
export function useFacets(): Facets | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const [filter] = useDebouncedValue(
    useQueryStore((state) => state.query.filter),
    DEBOUNCE_MS,
    { leading: true },
  );
  const ranges = openRanges(
    useSections((state) => state.collapsed),
    useHasEmbeddings() === true,
  );
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'facets', filter, ranges),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.facets(dataset, { ...DEFAULT_QUERY, filter }, ranges, signal),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return data;
}
