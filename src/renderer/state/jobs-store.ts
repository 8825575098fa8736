import { create } from 'zustand';
import type { Job } from '../../shared/job.ts';

export interface JobsState {
  /** Newest first. */
  readonly jobs: readonly Job[];
  /** Takes in what the engine said of a job. */
  put(job: Job): void;
  /** Forgets an ended job, so that the bar does not show it any more. */
  dismiss(id: string): void;
}

/** Jobs known to the engine since it started. */
export const useJobsStore = create<JobsState>()((set) => ({
  jobs: [],
  put: (job) => set(({ jobs }) => ({ jobs: withJob(jobs, job) })),
  dismiss: (id) => set(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) })),
}));

export function isRunning(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running';
}

/** The running job of a kind on a dataset, or null: `index` of it says that the grid still fills. */
export function runningJob(jobs: readonly Job[], kind: Job['kind'], datasetId: string | null): Job | null {
  return jobs.find((job) => job.kind === kind && job.datasetId === datasetId && isRunning(job)) ?? null;
}

function withJob(jobs: readonly Job[], job: Job): readonly Job[] {
  const known = jobs.findIndex(({ id }) => id === job.id);
  const before = jobs[known];
  // The answer that a job was started may come after the event that it has ended.
  if (before !== undefined) return !isRunning(before) && isRunning(job) ? jobs : jobs.with(known, job);
  return [...jobs, job].sort((a, b) => b.startedMs - a.startedMs);
}
