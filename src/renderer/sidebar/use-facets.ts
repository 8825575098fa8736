import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { Facets } from '../../shared/facets.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { datasetKey } from '../state/query-client.ts';
import { useQueryStore } from '../state/query-store.ts';

/** Typing and dragging change the query many times a second. */
const DEBOUNCE_MS = 120;

/** Counts for the query; those of the one before until they are there. The order of a query counts nothing. */
export function useFacets(): Facets | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const [filter] = useDebouncedValue(
    useQueryStore((state) => state.query.filter),
    DEBOUNCE_MS,
    { leading: true },
  );
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'facets', filter),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.facets(dataset, { ...DEFAULT_QUERY, filter }, undefined, signal),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return data;
}
