import { WinnowError } from '../../shared/errors.ts';
import type { Job, JobKind } from '../../shared/job.ts';
import type { DoorClient } from './ask-door.ts';
import type { CliContext } from './cli-context.ts';
import { followJob } from './follow-job.ts';

/** What one job starts when it has done its own. */
const FOLLOW_BY_THEMSELVES: readonly JobKind[] = ['embed', 'map'];

/**
 * Follows what a job that has just ended started by itself, one after the other. One that fails takes nothing from what was
 * done before: it is told on stderr.
 * @returns whether all went well
 * @throws {DOMException} AbortError when one was cancelled or left
 */
export async function followOthers(client: DoorClient, datasetId: string, context: CliContext): Promise<boolean> {
  let isWell = true;
  for (;;) {
    const jobs = await client.get<readonly Job[]>('/api/jobs');
    const next = jobs.findLast(
      (job) => job.datasetId === datasetId && job.endedMs === null && FOLLOW_BY_THEMSELVES.includes(job.kind),
    );
    if (next === undefined) return isWell;
    try {
      await followJob(client, next, context);
    } catch (error) {
      if (!(error instanceof WinnowError)) throw error;
      isWell = false;
      await context.err.write(`${error.message}\n`);
    }
  }
}
