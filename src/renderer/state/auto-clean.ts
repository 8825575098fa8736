import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { type AutoCleanReport, TRUSTED_TAG } from '../../shared/auto-clean.ts';
import type { Job } from '../../shared/job.ts';
import type { Query } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { decide } from './decisions.ts';
import { runningJob, useJobsStore } from './jobs-store.ts';
import { datasetKey } from './query-client.ts';

/** What is typed as the query of trusted samples, by dataset: what was found stays beside what it was found by. */
const useTrustedTexts = create<Readonly<Record<DatasetId, string>>>(() => ({}));

/** @returns the query of trusted samples of a dataset, as text, and what sets it */
export function useTrustedText(dataset: DatasetId): readonly [string, (text: string) => void] {
  const text = useTrustedTexts((texts) => texts[dataset]) ?? `tag:${TRUSTED_TAG}`;
  return [text, (typed) => useTrustedTexts.setState({ [dataset]: typed })];
}

/** The job that is trying repairs on the open dataset, if any. */
export function useCleaningJob(): Job | null {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useJobsStore(({ jobs }) => runningJob(jobs, 'auto-clean', dataset));
}

/** The last job that ended: its report, or why there is none. Null: there was no job. */
export function useEndedCleaning(): Job | null {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useJobsStore(
    ({ jobs }) =>
      jobs.find(({ kind, datasetId, endedMs }) => kind === 'auto-clean' && datasetId === dataset && endedMs !== null) ?? null,
  );
}

/** What a job that went well found. */
export function reportOf({ state, result }: Job): AutoCleanReport | null {
  return state === 'done' ? (result as AutoCleanReport) : null;
}

/** How many samples a query finds. @param query null: it is not one */
export function useMatchingCount(query: Query | null): { readonly count: number | undefined; readonly error: Error | null } {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data, error } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'matching', query),
    queryFn: dataset === null || query === null ? skipToken : ({ signal }) => api.count(dataset, query, undefined, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { count: query === null ? undefined : data?.count, error };
}

/** Tries repairs; changes nothing. @throws {WinnowError} */
export async function startCleaning(trusted: Query): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  if (dataset !== null) useJobsStore.getState().put(await api.autoClean(dataset.id, { trusted }));
}

/** Makes the decisions of a step, as one. @returns false where it was refused */
export async function decideStep(job: string, step: number): Promise<boolean> {
  const answer = await decide(
    (dataset) => api.decideStep(dataset, job, step),
    () => () => undefined,
  );
  return answer !== null;
}
