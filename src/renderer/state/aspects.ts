import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { COLUMN, followColumns } from './map-column.ts';

const EMPTY = new Float32Array(0);

/**
 * Width / height of every sample by its id, NaN where it is not known; fetched again when pictures were read.
 * @param isWanted false: nothing is fetched, and nothing is known
 */
export function useAspects(isWanted: boolean): Float32Array {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: [COLUMN, dataset, 'aspect'],
    queryFn:
      dataset === null || !isWanted
        ? skipToken
        : async ({ signal }) => ({ field: 'aspect' as const, answer: await api.column(dataset, 'aspect', signal) }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  useEffect(() => (dataset === null || !isWanted ? undefined : followColumns(dataset)), [dataset, isWanted]);
  return useMemo(() => {
    const columns = isWanted ? data?.answer.columns : undefined;
    return byId(columns?.ids ?? EMPTY, columns?.values ?? EMPTY);
  }, [data, isWanted]);
}

/** @param ids ascending */
function byId(ids: ArrayLike<number>, values: ArrayLike<number>): Float32Array {
  const found = new Float32Array((ids[ids.length - 1] ?? -1) + 1).fill(Number.NaN);
  for (let k = 0; k < ids.length; k++) found[ids[k] ?? 0] = values[k] ?? Number.NaN;
  return found;
}
