import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { LabelSettings } from '../../shared/prediction.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { told } from './map-actions.ts';
import { datasetKey, queryClient } from './query-client.ts';

/** Which labels are called an issue; undefined while it is not known. */
export function useLabelSettings(): LabelSettings | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'label-settings'),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.labelSettings(dataset, signal),
    placeholderData: keepPreviousData,
  });
  return data;
}

/** Has other labels called an issue, or in another order. */
export async function setLabelSettings(settings: LabelSettings): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  await told(async () => {
    await api.setLabelSettings(dataset.id, settings);
    await queryClient.invalidateQueries({ queryKey: datasetKey(dataset.id) });
  });
}
