import { describe, expect, it } from 'vitest';
import { endText, jobShare, progressText, secondsLeft } from '../../../src/renderer/jobs/job-text.ts';
import type { Job } from '../../../src/shared/job.ts';

const JOB: Job = {
  id: '1',
  kind: 'index',
  datasetId: 'cats',
  subject: null,
  state: 'running',
  stage: 'Reading images',
  done: 1234,
  total: 10_000,
  perSecond: 312.4,
  startedMs: 0,
  endedMs: null,
  message: null,
  result: null,
};

describe('progressText', () => {
  it('says how many, how fast and how long', () => {
    expect(progressText(JOB)).toBe('1,234 of 10,000 · 312/s · 29 s left');
  });

  it('leaves out what is not known', () => {
    expect(progressText({ ...JOB, perSecond: null })).toBe('1,234 of 10,000');
    expect(progressText({ ...JOB, total: null })).toBe('1,234 · 312/s');
    expect(progressText({ ...JOB, total: null, done: 0, perSecond: null })).toBe('');
    expect(progressText({ ...JOB, perSecond: 0 })).toBe('1,234 of 10,000');
  });

  it('says that a job waits', () => {
    expect(progressText({ ...JOB, state: 'queued' })).toBe('Waiting for the job before it');
  });
});

describe('secondsLeft', () => {
  it('is null at the end and before a rate is known', () => {
    expect(secondsLeft({ ...JOB, done: 10_000 })).toBeNull();
    expect(secondsLeft({ ...JOB, perSecond: null })).toBeNull();
  });
});

it('jobShare never passes 1, and is not known without a total', () => {
  expect(jobShare({ ...JOB, done: 12_000 })).toBe(1);
  expect(jobShare({ ...JOB, total: null })).toBeNull();
  expect(jobShare({ ...JOB, total: 0 })).toBeNull();
});

it('endText tells where a job was stopped, and a job’s own words otherwise', () => {
  expect(endText({ ...JOB, state: 'cancelled' })).toBe('Stopped at 1,234 of 10,000; what was done is kept');
  expect(endText({ ...JOB, state: 'failed', message: 'The disk is full.' })).toBe('The disk is full.');
  expect(endText({ ...JOB, state: 'done', message: '300 images: 297 ok, 3 corrupt' })).toBe('300 images: 297 ok, 3 corrupt');
});
