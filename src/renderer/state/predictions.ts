import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { Job } from '../../shared/job.ts';
import type { PredictionFileRequest, PredictRequest } from '../../shared/prediction-api.ts';
import type { PredictionPreview } from '../../shared/prediction-file.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isRunning, useJobsStore } from './jobs-store.ts';
import { datasetKey, queryClient } from './query-client.ts';

/** Jobs that end with a run of predictions, or with annotations. */
const KINDS: readonly Job['kind'][] = ['predictions', 'predict', 'out-of-fold', 'annotations'];

/** What importing a file would do. @param request null: none is chosen yet */
export function useFilePreview(request: PredictionFileRequest | null): {
  readonly preview: PredictionPreview | undefined;
  readonly error: Error | null;
  readonly isReading: boolean;
} {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data, error, isFetching } = useQuery({
    queryKey: ['prediction file', dataset, request],
    queryFn: dataset === null || request === null ? skipToken : ({ signal }) => api.previewPredictions(dataset, request, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  return { preview: request === null ? undefined : data, error, isReading: isFetching };
}

/** The job of the open dataset that is making predictions, if any. */
export function usePredictionJob(): Job | null {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useJobsStore(
    ({ jobs }) => jobs.find((job) => KINDS.includes(job.kind) && job.datasetId === dataset && isRunning(job)) ?? null,
  );
}

/** @throws {WinnowError} */
export async function importPredictions(request: PredictionFileRequest, name: string): Promise<void> {
  await start((dataset) => api.importPredictions(dataset, { ...request, ...(name === '' ? {} : { name }) }));
}

/** Has a classifier look at the pictures. @throws {WinnowError} */
export async function predictWith(request: PredictRequest): Promise<void> {
  await start((dataset) => api.predict(dataset, request));
}

/**
 * Has the labels predicted by a regression on embeddings that never sees the label it predicts.
 * @param again name of such a run that is made anew as it was made; null: a run of the usual name @throws {WinnowError}
 */
export async function predictOutOfFold(again: string | null = null): Promise<void> {
  await start((dataset) => api.predictOutOfFold(dataset, again === null ? {} : { name: again, isAgain: true }));
}

/** @throws {WinnowError} */
export async function forgetRun(runId: number): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  await api.forgetRun(dataset.id, runId);
  await queryClient.invalidateQueries({ queryKey: datasetKey(dataset.id, 'predictions') });
}

async function start(ask: (dataset: DatasetId) => Promise<Job>): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset !== null) useJobsStore.getState().put(await ask(dataset.id));
}
