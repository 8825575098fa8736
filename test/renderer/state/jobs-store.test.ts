import { beforeEach, describe, expect, it } from 'vitest';
import { runningJob, useJobsStore } from '../../../src/renderer/state/jobs-store.ts';
import type { Job } from '../../../src/shared/job.ts';

function job(id: string, startedMs: number, state: Job['state'] = 'running'): Job {
  return {
    id,
    kind: 'index',
    datasetId: 'd',
    subject: null,
    state,
    stage: '',
    done: 0,
    total: null,
    perSecond: null,
    startedMs,
    endedMs: null,
    message: null,
    result: null,
  };
}

describe('useJobsStore', () => {
  beforeEach(() => useJobsStore.setState({ jobs: [] }));

  it('keeps jobs newest first, whatever order they are told in, and the latest word on each, of which the end is the last', () => {
    const { put } = useJobsStore.getState();
    put(job('b', 2));
    put(job('c', 3));
    put(job('a', 1));
    put(job('b', 2, 'done'));
    expect(useJobsStore.getState().jobs.map(({ id, state }) => `${id} ${state}`)).toEqual(['c running', 'b done', 'a running']);
    expect(runningJob(useJobsStore.getState().jobs, 'index', 'd')?.id).toBe('c');
    put(job('b', 2));
    expect(useJobsStore.getState().jobs[1]?.state).toBe('done');
    useJobsStore.getState().dismiss('c');
    expect(useJobsStore.getState().jobs).toHaveLength(2);
  });
});
