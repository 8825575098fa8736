import { skipToken, useQuery } from '@tanstack/react-query';
import type { DatasetModel, EmbeddingState, ModelInfo, ModelInspection } from '../../shared/embedding.ts';
import type { Job } from '../../shared/job.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isRunning, runningJob, useJobsStore } from './jobs-store.ts';
import { datasetKey, queryClient } from './query-client.ts';

const MODELS_KEY = ['models'] as const;

/** Has what jobs leave behind asked for again when they end. @returns stops it */
export function followModelJobs(): () => void {
  return useJobsStore.subscribe(({ jobs }, { jobs: before }) => {
    for (const job of jobs) {
      if (isRunning(job) || before.some(({ id, state }) => id === job.id && state === job.state)) continue;
      if (job.kind === 'model') void modelsChanged();
      else if (job.datasetId !== null && (job.kind === 'embed' || job.kind === 'map')) void embeddingsChanged(job.datasetId);
    }
  });
}

function useEmbeddingQuery() {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'embeddings'),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.embeddings(dataset, signal),
  });
}

/** What models gave for the open dataset; undefined until it is known. */
export function useEmbeddings(): EmbeddingState | undefined {
  return useEmbeddingQuery().data;
}

/** Why it is not known, and how to ask again; null: it is, or is on its way. */
export function useEmbeddingsFailure(): { readonly message: string; readonly retry: () => Promise<void> } | null {
  const { data, error, refetch } = useEmbeddingQuery();
  if (error === null || data !== undefined) return null;
  return { message: error.message, retry: async () => void (await refetch()) };
}

/** The model that queries see; null where nothing was embedded yet, undefined until that is known. */
export function useActiveModel(): DatasetModel | null | undefined {
  const state = useEmbeddings();
  return state === undefined ? undefined : (state.models.find(({ id }) => id === state.activeId) ?? null);
}

/** The embedding of the open dataset that is at work, if any. */
export function useEmbedJob(): Job | null {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useJobsStore(({ jobs }) => runningJob(jobs, 'embed', dataset));
}

/** All models that this machine has or can have. */
export function useModels(): { readonly models: readonly ModelInfo[] | undefined; readonly error: Error | null } {
  const { data, error } = useQuery({ queryKey: MODELS_KEY, queryFn: ({ signal }) => api.models(signal) });
  return { models: data, error };
}

/** What an ONNX file says of itself. @param file absolute path; null: none */
export function useInspection(file: string | null): {
  readonly inspection: ModelInspection | undefined;
  readonly error: Error | null;
  readonly isLoading: boolean;
} {
  const { data, error, isFetching } = useQuery({
    queryKey: ['model file', file],
    queryFn: file === null ? skipToken : ({ signal }) => api.inspectModel(file, signal),
    gcTime: 0,
    staleTime: 0,
  });
  return { inspection: data, error, isLoading: isFetching };
}

/** Has the engine embed the open dataset. @throws {WinnowError} */
export async function startEmbedding(model: string): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset !== null) useJobsStore.getState().put(await api.embed(dataset.id, { model }));
}

/** Has queries, map and scores see another model. @throws {WinnowError} */
export async function activateModel(modelId: number): Promise<void> {
  await keepState((dataset) => api.activateModel(dataset, modelId));
}

/** Forgets what a model gave for the open dataset. @throws {WinnowError} */
export async function forgetEmbeddings(modelId: number): Promise<void> {
  await keepState((dataset) => api.forgetEmbeddings(dataset, modelId));
}

/** Downloads a model of the catalogue. @throws {WinnowError} */
export async function downloadModel(name: string): Promise<void> {
  useJobsStore.getState().put(await api.getModel(name));
}

/** Forgets a file of the user's, or deletes a download. @throws {WinnowError} */
export async function forgetModel(name: string): Promise<void> {
  await api.forgetModel(name);
  await modelsChanged();
}

export async function modelsChanged(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: MODELS_KEY });
}

async function keepState(change: (dataset: DatasetId) => Promise<EmbeddingState>): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return;
  await change(dataset.id);
  await embeddingsChanged(dataset.id);
}

async function embeddingsChanged(dataset: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: datasetKey(dataset, 'embeddings') });
}
