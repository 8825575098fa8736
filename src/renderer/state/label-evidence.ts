import { skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { LabelEvidence, SamplePrediction } from '../../shared/prediction-api.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey, queryClient } from './query-client.ts';

const KEPT_MS = 60_000;

/** What speaks for and against a sample's label. @param id null: of none */
export function useLabelEvidence(id: number | null): UseQueryResult<LabelEvidence> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery(
    dataset === null || id === null
      ? { queryKey: ['no dataset'], queryFn: skipToken }
      : { ...evidenceOf(dataset, id), gcTime: KEPT_MS },
  );
}

/** What the active run says of a sample; null: nothing. @param id null: of none */
export function useActivePrediction(id: number | null): SamplePrediction | null | undefined {
  const { data } = useSamplePredictions(id);
  return data === undefined ? undefined : (data.find(({ isActive }) => isActive) ?? null);
}

/** What every run says of a sample that has seen it, the newest run first. @param id null: of none */
export function useSamplePredictions(id: number | null): UseQueryResult<readonly SamplePrediction[]> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery(
    dataset === null || id === null
      ? { queryKey: ['no dataset'], queryFn: skipToken }
      : { ...predictionsOf(dataset, id), gcTime: KEPT_MS },
  );
}

/** What is shown of it, at once; else asked for. @throws {WinnowError} */
export function fetchEvidence(dataset: DatasetId, id: number): Promise<LabelEvidence> {
  return queryClient.ensureQueryData(evidenceOf(dataset, id));
}

/** Forgets what was known of a sample before its label changed, and asks for it again where it is shown. */
export function renewEvidence(dataset: DatasetId, id: number): void {
  void queryClient.resetQueries({ queryKey: evidenceOf(dataset, id).queryKey });
  void queryClient.resetQueries({ queryKey: predictionsOf(dataset, id).queryKey });
}

/** @returns null where the active run says nothing of it @throws {WinnowError} */
export async function fetchPrediction(dataset: DatasetId, id: number): Promise<SamplePrediction | null> {
  const said = await queryClient.ensureQueryData(predictionsOf(dataset, id));
  return said.find(({ isActive }) => isActive) ?? null;
}

/** Fetches what will be asked of samples that come next. */
export function prefetchEvidence(dataset: DatasetId, ids: readonly number[]): void {
  for (const id of ids) {
    void queryClient.prefetchQuery({ ...evidenceOf(dataset, id), gcTime: KEPT_MS });
    void queryClient.prefetchQuery({ ...predictionsOf(dataset, id), gcTime: KEPT_MS });
  }
}

const evidenceOf = (dataset: DatasetId, id: number) => ({
  queryKey: datasetKey(dataset, 'label-evidence', id),
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.labelEvidence(dataset, id, signal),
});

const predictionsOf = (dataset: DatasetId, id: number) => ({
  queryKey: datasetKey(dataset, 'sample-predictions', id),
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.samplePredictions(dataset, id, signal),
});
