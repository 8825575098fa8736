import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { LabelSettings } from '../../shared/prediction.ts';
import type { Sort } from '../../shared/query.ts';
import { api } from './api.ts';
import { activeRun } from './confusion.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isLabelSort, labelSort } from './label-sort.ts';
import { datasetKey, queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { told } from './told.ts';
import { useUiStore } from './ui-store.ts';

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
    const { query, setQuery } = useQueryStore.getState();
    if (useUiStore.getState().issueKind === 'label' && isLabelSort(query.sort)) {
      const sort = await readLabelSort();
      if (sort !== null) setQuery({ ...query, sort });
    }
  });
}

/** The order of label issues by the active run and the settings; null where they cannot be read, which is told. */
export async function readLabelSort(): Promise<Sort | null> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return null;
  let sort: Sort | null = null;
  await told(async () => {
    const [{ ranking }, state] = await Promise.all([api.labelSettings(dataset.id), api.predictions(dataset.id)]);
    sort = labelSort(activeRun(state), ranking);
  });
  return sort;
}
