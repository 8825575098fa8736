import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { IndexRequest } from '../../shared/api.ts';
import { setKey } from '../../shared/label-files.ts';
import type { LabelPreview } from '../../shared/label-preview.ts';
import { api } from './api.ts';
import { openDatasetId, useDatasetStore } from './dataset-store.ts';
import { useJobsStore } from './jobs-store.ts';
import { useMessagesStore } from './messages-store.ts';
import { told } from './told.ts';

/**
 * What annotations would say, before anything of it is used.
 * @param request what is to be read otherwise than now; null: nothing is named yet
 */
export function useLabelPreview(request: IndexRequest | null): {
  readonly preview: LabelPreview | undefined;
  readonly error: Error | null;
  readonly isReading: boolean;
} {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  // The samples of a folder that is being indexed grow: what files name is looked for anew when that is done.
  const indexed = useJobsStore(
    ({ jobs }) =>
      jobs.filter(({ kind, datasetId, endedMs }) => kind === 'index' && datasetId === dataset && endedMs !== null).length,
  );
  const { data, error, isFetching } = useQuery({
    queryKey: ['labels preview', dataset, indexed, request],
    queryFn: dataset === null || request === null ? skipToken : ({ signal }) => api.previewLabels(dataset, request, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  return { preview: request === null ? undefined : data, error, isReading: isFetching };
}

/** Has annotations read in another way, now and from now on. @returns id of the job that does it @throws {WinnowError} */
export async function chooseLabels(request: IndexRequest): Promise<string> {
  const job = await api.index(openDatasetId(), request);
  useJobsStore.getState().put(job);
  return job.id;
}

/** Says that what annotations say is right: it is not asked about again. */
export const keepLabels = (): Promise<void> =>
  told(async () => useDatasetStore.getState().update(await api.keepLabels(openDatasetId())));

/** Uses none of the annotations that are used now; what was chosen of them before comes back by the dialog. */
export const dropLabels = (): Promise<void> =>
  told(async () => {
    const { sets = [], leftOut = [] } = useDatasetStore.getState().dataset?.labels ?? {};
    await chooseLabels({ leftOut: [...new Set([...leftOut, ...sets.map(setKey)])] });
    useMessagesStore.getState().say('The annotation files are not used. They can be again: Labels, above.');
  });
