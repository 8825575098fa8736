import { WinnowError } from '../../shared/errors.ts';
import type { FetchPlan, FetchProgress, FetchSummary } from '../../shared/fetch.ts';
import { failedRows } from '../../shared/fetch.ts';
import type { Job } from '../../shared/job.ts';
import type { JobQueue } from '../jobs/queue.ts';
import { nounText } from '../report/figures.ts';
import { userAgentOf } from './contact.ts';
import { type FetchManners, runFetch } from './run-fetch.ts';

/** Whose progress is still told. */
const MOST_JOBS = 20;

/** Fetches as jobs of one queue: one after the other, so that no host is asked more often than was said. */
export interface FetchJobs {
  /** @throws {WinnowError} bad_request where the contact is none */
  start(plan: FetchPlan): Job;
  /** Null: it has not begun with the first row. @throws {WinnowError} not_found */
  progress(jobId: string): FetchProgress | null;
}

export function createFetchJobs(jobs: JobQueue, manners: Partial<FetchManners> = {}): FetchJobs {
  const told = new Map<string, (() => FetchProgress) | null>();
  return {
    start(plan) {
      userAgentOf(plan.contact);
      const job = jobs.start({
        kind: 'fetch',
        datasetId: null,
        subject: plan.folder,
        stage: 'Waiting for other downloads',
        async run(context) {
          const onProgress = (progress: () => FetchProgress): void => void told.set(job.id, progress);
          const summary = await runFetch(plan, context, { onProgress, manners });
          return { result: summary, message: messageOf(summary) };
        },
      });
      told.set(job.id, null);
      for (const oldest of [...told.keys()].slice(0, -MOST_JOBS)) told.delete(oldest);
      return job;
    },
    progress(jobId) {
      const progress = told.get(jobId);
      if (progress === undefined)
        throw new WinnowError('not_found', `There is no download "${jobId}"; it may have ended long ago.`);
      return progress === null ? null : progress();
    },
  };
}

/** `980 pictures in photos, 20 rows without` */
function messageOf({ counts, folder }: FetchSummary): string {
  const failed = failedRows(counts);
  const rest = failed === 0 ? '' : `; ${nounText(failed, 'row')} without, each with its reason`;
  return `${nounText(counts.fetched, 'picture')} in ${folder}${rest}`;
}
