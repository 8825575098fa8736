import { type Job, LIVE } from '../../shared/job.ts';
import { isRunning } from '../state/jobs-store.ts';

/** A job that went well needs no answer: its line goes by itself. */
export const DONE_SHOWN_MS = 12_000;

/** A look at what changed in the folder is over in a moment: only one that takes longer, or fails, is told. */
const LIVE_UNSEEN_MS = 2000;
const isUnseen = ({ subject, state, startedMs }: Job, nowMs: number): boolean =>
  subject === LIVE && state !== 'failed' && (state === 'done' || state === 'cancelled' || nowMs - startedMs < LIVE_UNSEEN_MS);

/**
 * The lines of the bar, those running first. Jobs that ended before the page came, and those of other datasets, are
 * not news here; one that went well is shown for a while; one that failed or was stopped until it is dismissed or the
 * same is done again.
 */
export function shownJobs(jobs: readonly Job[], datasetId: string | null, pageMs: number, nowMs: number): readonly Job[] {
  const here = jobs.filter((job) => (job.datasetId === null || job.datasetId === datasetId) && !isUnseen(job, nowMs));
  const running = here.filter(isRunning);
  const ended = here.filter((job, place) => {
    if (isRunning(job) || job.endedMs === null || job.endedMs < pageMs) return false;
    const isLatest = here.findIndex(({ kind }) => kind === job.kind) === place;
    if (job.state === 'done') return job.kind === 'export' ? isLatest : isLatest && nowMs - job.endedMs < DONE_SHOWN_MS;
    return isLatest;
  });
  return [...running, ...ended];
}
