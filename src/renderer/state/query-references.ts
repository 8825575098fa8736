import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { Tile } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

/** Tiles of samples that a query names, which need not be on the screen; none while they are fetched. */
export function useReferenceTiles(ids: readonly number[]): readonly Tile[] {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'references', ids),
    queryFn: dataset === null || ids.length === 0 ? skipToken : ({ signal }) => api.tiles(dataset, ids, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return ids.length === 0 ? [] : (data ?? []);
}
