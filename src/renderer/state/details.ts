import { queryOptions, skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { DatasetId, SampleDetails } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

/** How one sample is asked for and cached. @param id null: nothing is asked */
export function sampleQuery(dataset: DatasetId | null, id: number | null) {
  return queryOptions({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample')), id],
    queryFn: dataset === null || id === null ? skipToken : ({ signal }) => api.sample(dataset, id, signal),
    gcTime: 60_000,
  });
}

/** Everything known of a sample of the open dataset. @param id null: of none */
export function useSampleDetails(id: number | null): UseQueryResult<SampleDetails> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery(sampleQuery(dataset, id));
}
