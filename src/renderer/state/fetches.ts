import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { FetchPreview, FetchPreviewRequest, FetchProgress, FetchRequest, FetchSummary } from '../../shared/fetch.ts';
import type { Job } from '../../shared/job.ts';
import { api } from './api.ts';
import { isRunning, useJobsStore } from './jobs-store.ts';
import { readSetting, writeSetting } from './persisted.ts';

const PROGRESS_EVERY_MS = 1000;
const CONTACT = 'fetchContact';

/** How a table would be read. @param request null: none is chosen yet */
export function useFetchPreview(request: FetchPreviewRequest | null): {
  readonly preview: FetchPreview | undefined;
  readonly error: Error | null;
  readonly isReading: boolean;
} {
  const { data, error, isFetching } = useQuery({
    queryKey: ['fetch preview', request],
    queryFn: request === null ? skipToken : ({ signal }) => api.previewFetch(request, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  return { preview: request === null ? undefined : data, error, isReading: isFetching };
}

/** How far a download is, by host; null before the first row. */
export function useFetchProgress(job: Job): FetchProgress | null {
  const { data } = useQuery({
    queryKey: ['fetch', job.id, job.state],
    queryFn: ({ signal }) => api.fetchProgress(job.id, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isRunning(job) ? PROGRESS_EVERY_MS : false,
  });
  return job.state === 'done' && job.result !== null ? (job.result as FetchSummary) : (data ?? null);
}

/** The download that is at work, if any. */
export function useRunningFetch(): Job | null {
  return useJobsStore(({ jobs }) => jobs.find((job) => job.kind === 'fetch' && isRunning(job)) ?? null);
}

/** Starts a download, and remembers whom hosts may turn to. @throws {WinnowError} */
export async function startFetch(request: FetchRequest): Promise<Job> {
  const job = await api.startFetch(request);
  writeSetting(CONTACT, request.contact);
  useJobsStore.getState().put(job);
  return job;
}

/** Whom hosts could turn to last time; '' where there was none. */
export function lastContact(): string {
  return readSetting(CONTACT, z.string(), '');
}
