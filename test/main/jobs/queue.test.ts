import { expect, test } from 'vitest';
import type { JobContext } from '../../../src/main/jobs/job-context.ts';
import { createJobQueue, type JobSpec } from '../../../src/main/jobs/queue.ts';
import { createActivity } from '../../../src/main/log/activity.ts';
import { WinnowError } from '../../../src/shared/errors.ts';
import type { Job } from '../../../src/shared/job.ts';
import type { DatasetId } from '../../../src/shared/sample.ts';

const CATS = 'cats-1' as DatasetId;
const DOGS = 'dogs-2' as DatasetId;

function queue() {
  const faults: unknown[] = [];
  const activity = createActivity();
  return { faults, activity, jobs: createJobQueue({ activity, onFault: (error) => faults.push(error) }) };
}

/** A job that ends when told to, or as cancelled. */
function heldJob(datasetId: DatasetId | null = CATS) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let context: JobContext | null = null;
  const spec: JobSpec = {
    kind: 'index',
    datasetId,
    stage: 'Waiting',
    run: async (given) => {
      context = given;
      given.signal.addEventListener('abort', () => resolve());
      await promise;
      given.signal.throwIfAborted();
      return { result: { samples: 3 }, message: '3 samples' };
    },
  };
  return { spec, release: resolve, context: () => context };
}

test('a job ends as done with its result and message', async () => {
  const { jobs, activity } = queue();
  const held = heldJob();
  const started = jobs.start(held.spec);
  expect(started.state).toBe('running');
  expect(activity.take()).toEqual(['index job']);
  held.release();
  const ended = await jobs.ended(started.id);
  // Once for having run since, then never again.
  expect([activity.take(), activity.take()]).toEqual([['index job'], []]);
  expect(ended).toMatchObject({ state: 'done', result: { samples: 3 }, message: '3 samples', perSecond: null });
  expect(ended.endedMs).toBeGreaterThanOrEqual(ended.startedMs);
});

test('jobs of one dataset run one after the other, those of another beside them', async () => {
  const { jobs } = queue();
  const [first, second, other] = [heldJob(), heldJob(), heldJob(DOGS)];
  const a = jobs.start(first.spec);
  const b = jobs.start(second.spec);
  const c = jobs.start(other.spec);
  expect(jobs.list().map((job) => job.state)).toEqual(['running', 'queued', 'running']);
  first.release();
  await jobs.ended(a.id);
  expect(jobs.list().find((job) => job.id === b.id)?.state).toBe('running');
  second.release();
  other.release();
  await Promise.all([jobs.ended(b.id), jobs.ended(c.id)]);
});

test('cancel ends a running job as cancelled, and a queued one at once', async () => {
  const { jobs } = queue();
  const [first, second] = [heldJob(), heldJob()];
  const a = jobs.start(first.spec);
  const b = jobs.start(second.spec);
  expect(jobs.cancel(b.id).state).toBe('cancelled');
  jobs.cancel(a.id);
  expect((await jobs.ended(a.id)).state).toBe('cancelled');
  expect(second.context()).toBeNull();
  expect(() => jobs.cancel('nobody')).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('a job that finishes in spite of a cancel is done', async () => {
  const { jobs } = queue();
  const job = jobs.start({ kind: 'export', datasetId: CATS, stage: '', run: async () => ({ result: 1, message: null }) });
  jobs.cancel(job.id);
  expect((await jobs.ended(job.id)).state).toBe('done');
});

test("a failure's message is the WinnowError's own; any other is reported as a fault", async () => {
  const { jobs, faults } = queue();
  const fail = (error: Error): Job =>
    jobs.start({ kind: 'export', datasetId: CATS, stage: '', run: () => Promise.reject(error) });
  const known = await jobs.ended(fail(new WinnowError('output_exists', 'out/ exists; choose another.')).id);
  expect(known).toMatchObject({ state: 'failed', message: 'out/ exists; choose another.' });
  expect(faults).toEqual([]);
  const full = await jobs.ended(fail(Object.assign(new Error('write'), { code: 'ENOSPC' })).id);
  expect(full.message).toContain('full');
  const unknown = await jobs.ended(fail(new Error('boom')).id);
  expect(unknown.message).toContain('boom');
  expect(faults).toHaveLength(1);
});

test('progress is passed on at most four times a second, a new stage at once, the last state always', async () => {
  const { jobs } = queue();
  const told: Job[] = [];
  jobs.onChange((job) => told.push(job));
  const job = jobs.start({
    kind: 'index',
    datasetId: CATS,
    stage: 'Waiting',
    run: async ({ report }) => {
      report({ stage: 'Reading images', total: 10_000 });
      for (let done = 1; done <= 10_000; done++) report({ done });
      return { result: null, message: null };
    },
  });
  await jobs.ended(job.id);
  expect(told.length).toBeLessThan(8);
  expect(told.map((one) => one.stage)).toContain('Reading images');
  expect(told.at(-1)).toMatchObject({ state: 'done', done: 10_000, total: 10_000 });
});

test('a listener that throws neither stops the job nor the other listeners', async () => {
  const { jobs, faults } = queue();
  const states: string[] = [];
  jobs.onChange(() => {
    throw new Error('bad listener');
  });
  jobs.onChange((job) => states.push(job.state));
  const job = jobs.start({ kind: 'index', datasetId: null, stage: '', run: async () => ({ result: null, message: null }) });
  expect((await jobs.ended(job.id)).state).toBe('done');
  expect(states).toEqual(['queued', 'running', 'done']);
  expect(faults).toHaveLength(3);
});

test('close cancels all and takes no more', async () => {
  const { jobs } = queue();
  const held = heldJob();
  const job = jobs.start(held.spec);
  await jobs.close();
  expect((await jobs.ended(job.id)).state).toBe('cancelled');
  expect(() => jobs.start(held.spec)).toThrow(WinnowError);
});

test('finds the unfinished job of a kind and dataset', async () => {
  const { jobs } = queue();
  const held = heldJob();
  const job = jobs.start(held.spec);
  expect(jobs.unfinished('index', CATS)?.id).toBe(job.id);
  expect(jobs.unfinished('export', CATS)).toBeUndefined();
  held.release();
  await jobs.ended(job.id);
  expect(jobs.unfinished('index', CATS)).toBeUndefined();
});
