import { describe, expect, it } from 'vitest';
import { DONE_SHOWN_MS, shownJobs } from '../../../src/renderer/jobs/shown-jobs.ts';
import type { Job } from '../../../src/shared/job.ts';

const PAGE = 1000;
const NOW = 50_000;

function job(id: string, change: Partial<Job>): Job {
  return {
    id,
    kind: 'index',
    datasetId: 'cats',
    subject: null,
    state: 'done',
    stage: '',
    done: 0,
    total: null,
    perSecond: null,
    startedMs: 0,
    endedMs: NOW - 1000,
    message: null,
    result: null,
    ...change,
  };
}

const shown = (...jobs: readonly Job[]) => shownJobs(jobs, 'cats', PAGE, NOW).map(({ id }) => id);

describe('shownJobs', () => {
  it('has the running ones first, of this dataset and of none', () => {
    expect(
      shown(
        job('ended', { kind: 'export' }),
        job('other', { datasetId: 'dogs', state: 'running', endedMs: null }),
        job('none', { kind: 'sample-dataset', datasetId: null, state: 'queued', endedMs: null }),
        job('here', { state: 'running', endedMs: null }),
      ),
    ).toEqual(['none', 'here', 'ended']);
  });

  it('shows what went well for a while, an export until it is dismissed', () => {
    const old = NOW - DONE_SHOWN_MS;
    expect(shown(job('index', { endedMs: old }), job('export', { kind: 'export', endedMs: old }))).toEqual(['export']);
    expect(shown(job('index', { endedMs: old + 1 }))).toEqual(['index']);
  });

  it('keeps what failed or was stopped, until the same is done again', () => {
    const failed = job('failed', { state: 'failed', endedMs: PAGE });
    expect(shown(failed)).toEqual(['failed']);
    expect(shown(job('again', { state: 'running', endedMs: null }), failed)).toEqual(['again']);
  });

  it('does not tell what ended before the page came', () => {
    expect(shown(job('before', { state: 'failed', endedMs: PAGE - 1 }))).toEqual([]);
  });
});
