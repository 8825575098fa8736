import { skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { SampleDetails } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

/** Everything known of a sample of the open dataset. @param id null: of none */
export function useSampleDetails(id: number | null): UseQueryResult<SampleDetails> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample')), id],
    queryFn: dataset === null || id === null ? skipToken : ({ signal }) => api.sample(dataset, id, signal),
    gcTime: 60_000,
  });
}
