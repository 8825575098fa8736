import { skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { SampleLineage } from '../../shared/sample-lineage.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

/** Where what is known of a sample of the open dataset comes from; fetched again with every decision. */
export function useSampleLineage(id: number): UseQueryResult<SampleLineage> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample-lineage')), id],
    queryFn: dataset === null ? skipToken : ({ signal }) => api.sampleLineage(dataset, id, signal),
    gcTime: 60_000,
  });
}
