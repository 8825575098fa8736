import { keepPreviousData, skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AnnotationState, SampleAnnotations } from '../../shared/annotation.ts';
import type { PredictionFileRequest } from '../../shared/prediction-api.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { decide } from './decisions.ts';
import { openQuery } from './issue-decisions.ts';
import { useJobsStore } from './jobs-store.ts';
import { datasetKey, queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { told } from './told.ts';

/** Sets of several annotators' labels of the open dataset. */
export function useAnnotations(): UseQueryResult<AnnotationState> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const ended = useJobsStore(
    ({ jobs }) =>
      jobs.filter(({ kind, datasetId, endedMs }) => kind === 'annotations' && datasetId === dataset && endedMs !== null).length,
  );
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'annotations', ended),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.annotations(dataset, signal),
    placeholderData: keepPreviousData,
  });
}

/** What annotators said of a sample; null: nothing. @param id null: of none */
export function useSampleAnnotations(id: number | null): SampleAnnotations | null | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample-annotations')), id],
    queryFn: dataset === null || id === null ? skipToken : ({ signal }) => api.sampleAnnotations(dataset, id, signal),
    gcTime: 60_000,
  });
  return data;
}

/** @throws {WinnowError} */
export async function importAnnotations({ file, classesFile }: PredictionFileRequest, name: string): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  const classes = typeof classesFile === 'string' ? { classesFile } : {};
  useJobsStore.getState().put(await api.importAnnotations(dataset.id, { file, ...classes, ...(name === '' ? {} : { name }) }));
}

export const chooseAnnotations = (setId: number): Promise<void> =>
  told(() => changed((dataset) => api.activateAnnotations(dataset, setId)));

export const forgetAnnotations = (setId: number): Promise<void> =>
  told(() => changed((dataset) => api.forgetAnnotations(dataset, setId)));

/** Gives every sample whose annotators disagree, and that is not decided, their consensus as label: one decision. */
export async function acceptConsensus(): Promise<void> {
  const query = openQuery(useQueryStore.getState().query, 'annotator-disagreement');
  await decide(
    (dataset) => api.acceptConsensus(dataset, query),
    () => () => undefined,
  );
}

async function changed(ask: (dataset: DatasetId) => Promise<AnnotationState>): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  await ask(dataset.id);
  await queryClient.invalidateQueries({ queryKey: datasetKey(dataset.id, 'annotations') });
}
