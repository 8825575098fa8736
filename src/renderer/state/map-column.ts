import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { ColumnAnswer, ColumnRequest } from '../../shared/embedding-api.ts';
import type { Frame } from '../../shared/frame.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

export type ColumnField = ColumnRequest['field'];

export interface FieldColumn {
  readonly field: ColumnField;
  readonly answer: Frame<ColumnAnswer>;
}

/** One field of every sample, to colour by; the one before until it is here. Fetched anew when samples change. */
export function useColumn(field: ColumnField): { readonly column: FieldColumn | undefined; readonly error: Error | null } {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data, error } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'column', field),
    queryFn: dataset === null ? skipToken : async ({ signal }) => ({ field, answer: await api.column(dataset, field, signal) }),
    placeholderData: keepPreviousData,
    // Eight bytes a sample.
    gcTime: 30_000,
  });
  return { column: data, error };
}
