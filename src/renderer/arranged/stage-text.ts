import type { Job } from '../../shared/job.ts';

/** What a job that arranges is at, in words: `Reading vectors`, `Arranging · 42%`. @param job null: not begun */
export function stageText(job: Pick<Job, 'state' | 'stage' | 'done' | 'total'> | null): string {
  if (job === null) return 'One moment.';
  if (job.state === 'queued') return 'Waiting for other work on this dataset.';
  const { stage, done, total } = job;
  return total === null || total === 0 ? stage : `${stage} · ${Math.floor((done / total) * 100)}%`;
}
