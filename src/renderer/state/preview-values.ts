import { skipToken, useQuery } from '@tanstack/react-query';
import type { SampleValues } from '../../shared/api.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

const FIELDS = ['prediction', 'confidence', 'issues', 'sizeBytes', 'format'] as const;

/** What the preview of one sample says beside its tile; null: not known yet. */
export function usePreviewValues(id: number): SampleValues | null {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'preview')), id],
    queryFn: dataset === null ? skipToken : ({ signal }) => api.values(dataset, { ids: [id], fields: [...FIELDS] }, signal),
    gcTime: 60_000,
  });
  return data?.[0] ?? null;
}
