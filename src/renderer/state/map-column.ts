import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { DatasetInfo } from '../../shared/dataset.ts';
import type { ColumnAnswer, ColumnRequest } from '../../shared/embedding-api.ts';
import type { Frame } from '../../shared/frame.ts';
import type { Job } from '../../shared/job.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isRunning, useJobsStore } from './jobs-store.ts';
import { useMapStore } from './map-store.ts';
import { queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';

export type ColumnField = ColumnRequest['field'];

export interface FieldColumn {
  readonly field: ColumnField;
  readonly answer: Frame<ColumnAnswer>;
}

/** Fields that a decision can change; the others are what jobs, the layout of the folders and the model in use make them. */
const DECIDED: readonly ColumnField[] = ['tag', 'issue'];
const WORK: readonly Job['kind'][] = ['index', 'embed'];
/** First part of the keys of columns that are cached. */
export const COLUMN = 'column';

/** One field of every sample, to colour by; the one before until it is here. Eight bytes a sample. */
export function useColumn(field: ColumnField): { readonly column: FieldColumn | undefined; readonly error: Error | null } {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data, error } = useQuery({
    queryKey: [COLUMN, dataset, field],
    queryFn: dataset === null ? skipToken : async ({ signal }) => ({ field, answer: await api.column(dataset, field, signal) }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return { column: data, error };
}

/** What the columns that are cached were fetched at. */
interface Seen {
  readonly dataset: DatasetId;
  readonly revision: number;
  readonly sources: string;
  /** Whose scores they hold; null: no map was here yet that tells. */
  readonly modelId: number | null;
}

let seen: Seen | null = null;

/** Has columns fetched again when they can have changed, and no others: a decision does not change classes. @returns stops it */
export function followColumns(dataset: DatasetId): () => void {
  const look = (): void => {
    const { dataset: info } = useDatasetStore.getState();
    const { revision, datasetId } = useQueryStore.getState();
    if (info?.id !== dataset || datasetId !== dataset || revision < 0) return;
    const { jobs } = useJobsStore.getState();
    const before = seen?.dataset === dataset ? seen : null;
    const modelId = useMapStore.getState().points.modelId ?? before?.modelId ?? null;
    seen = { dataset, revision, sources: sourcesOf(info, jobs), modelId };
    if (before === null) return;
    const hasOtherScores = before.modelId !== null && before.modelId !== modelId;
    if (hasOtherScores || before.sources !== seen.sources) fetchAgain(dataset, null);
    else if (before.revision !== revision) fetchAgain(dataset, atWork(info, jobs).length > 0 ? null : DECIDED);
  };
  look();
  const stops = [
    useQueryStore.subscribe(look),
    useDatasetStore.subscribe(look),
    useJobsStore.subscribe(look),
    useMapStore.subscribe(look),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What fields come from but decisions and the model, as text. A job that has ended left more behind than it told on its way. */
function sourcesOf(info: DatasetInfo, jobs: readonly Job[]): string {
  const { samples, layout, classes, splits } = info;
  return JSON.stringify([samples, layout, classes, splits, atWork(info, jobs)]);
}

/** Ids of the jobs that change fields of samples now. */
function atWork({ id }: DatasetInfo, jobs: readonly Job[]): readonly string[] {
  return jobs.filter((job) => job.datasetId === id && WORK.includes(job.kind) && isRunning(job)).map((job) => job.id);
}

function fetchAgain(dataset: DatasetId, fields: readonly ColumnField[] | null): void {
  const isAsked = (field: unknown): boolean => fields === null || fields.some((one) => one === field);
  // Not called off for the next change: colours a moment old are better than none while indexing.
  void queryClient.invalidateQueries(
    { queryKey: [COLUMN, dataset], predicate: ({ queryKey }) => isAsked(queryKey[2]) },
    { cancelRefetch: false },
  );
}
