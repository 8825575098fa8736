import { skipToken, useQuery } from '@tanstack/react-query';
import { carriedField } from '../../shared/carried-field.ts';
import type { FieldValue } from '../../shared/label-files.ts';
import { toggleValue } from '../../shared/query-choice.ts';
import type { SampleFields } from '../../shared/sample-fields.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';
import { useQueryStore } from './query-store.ts';

/** What annotation files say of a sample beside class, split and boxes; undefined: not known yet, or there are no such files. */
export function useSampleFields(id: number): SampleFields | undefined {
  const dataset = useDatasetStore((state) => (state.dataset?.labels.sets.length === 0 ? null : (state.dataset?.id ?? null)));
  const { data } = useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample-fields')), id],
    queryFn: dataset === null ? skipToken : ({ signal }) => api.sampleFields(dataset, id, signal),
    gcTime: 60_000,
  });
  return data;
}

/** Asks for samples of which annotation files say this value too; asked for already, no longer. */
export function toggleFieldValue(name: string, value: FieldValue): void {
  const { query, setQuery } = useQueryStore.getState();
  setQuery(toggleValue(query, carriedField(name), String(value)));
}
