import { randomUUID } from 'node:crypto';
import { WinnowError } from '../../shared/errors.ts';
import type { Job, JobKind } from '../../shared/job.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { asWinnowError } from '../engine/known-failures.ts';
import type { Activity } from '../log/activity.ts';
import type { JobContext } from './job-context.ts';
import { createRateMeter } from './rate-meter.ts';

/** At most four progress events a second and job. */
const REPORT_EVERY_MS = 250;
/** Jobs that ended are kept for the jobs bar; the oldest are forgotten. */
const KEPT_ENDED_JOBS = 100;

export interface JobSpec {
  readonly kind: JobKind;
  /** Jobs of one dataset run one after the other; those without a dataset one after the other per kind. */
  readonly datasetId: DatasetId | null;
  /** As in Job. */
  readonly subject?: string;
  readonly stage: string;
  /** `message` is for a person; `result` is JSON-able, the kind's own summary. */
  run(context: JobContext): Promise<{ readonly result: unknown; readonly message: string | null }>;
}

export interface JobQueue {
  start(spec: JobSpec): Job;
  /** Newest first. */
  list(): readonly Job[];
  /** The queued or running job of this kind and dataset, so that nobody starts a second one. */
  unfinished(kind: JobKind, datasetId: DatasetId | null): Job | undefined;
  /** Asks a job to stop; it ends as `cancelled` once its batch is written. No effect on one that ended. */
  cancel(id: string): Job;
  cancelOf(datasetId: DatasetId): Promise<void>;
  /** Resolves with the job once it is done, failed or cancelled. Never rejects for what the job did. */
  ended(id: string): Promise<Job>;
  onChange(listener: (job: Job) => void): () => void;
  /** Cancels everything and waits for it. Nothing can be started afterwards. */
  close(): Promise<void>;
}

interface Entry {
  job: Job;
  readonly spec: JobSpec;
  readonly controller: AbortController;
  readonly ended: Promise<Job>;
  readonly end: (job: Job) => void;
}

export interface JobQueueOptions {
  /** Told what runs, by kind. */
  readonly activity: Activity;
  /** Told of failures that are Winnow's own: a listener or a job that broke its promise. */
  readonly onFault: (error: unknown, what: string) => void;
}

const hasEnded = (job: Job): boolean => job.state !== 'queued' && job.state !== 'running';
const laneOf = (spec: JobSpec): string => spec.datasetId ?? `kind:${spec.kind}`;

/** Runs jobs in the engine's process, one at a time per dataset, oldest first. */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  const entries = new Map<string, Entry>();
  const listeners = new Set<(job: Job) => void>();
  let isClosed = false;

  function tell(job: Job): void {
    for (const listener of listeners) {
      try {
        listener(job);
      } catch (error) {
        options.onFault(error, `a listener of job ${job.kind}`);
      }
    }
  }

  function update(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change };
    tell(entry.job);
  }

  function finish(entry: Entry, change: Partial<Job>): void {
    update(entry, { ...change, endedMs: Date.now(), perSecond: null });
    entry.end(entry.job);
    forgetOldest();
    startNext(laneOf(entry.spec));
  }

  function forgetOldest(): void {
    const ended = [...entries.values()].filter((entry) => hasEnded(entry.job));
    for (const entry of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED_JOBS))) entries.delete(entry.job.id);
  }

  function startNext(lane: string): void {
    const ofLane = [...entries.values()].filter((entry) => laneOf(entry.spec) === lane);
    if (ofLane.some((entry) => entry.job.state === 'running')) return;
    const next = ofLane.find((entry) => entry.job.state === 'queued');
    if (next !== undefined) void run(next);
  }

  async function run(entry: Entry): Promise<void> {
    update(entry, { state: 'running', startedMs: Date.now() });
    const progress = progressOf(entry, (change) => update(entry, change));
    const done = options.activity.begin(`${entry.spec.kind} job`);
    try {
      const { result, message } = await entry.spec.run({ signal: entry.controller.signal, report: progress.report });
      finish(entry, { ...progress.last(), state: 'done', result, message });
    } catch (error) {
      if (entry.controller.signal.aborted) finish(entry, { ...progress.last(), state: 'cancelled' });
      else finish(entry, { ...progress.last(), state: 'failed', message: failureMessage(error, options.onFault) });
    } finally {
      done();
    }
  }

  function entryOf(id: string): Entry {
    const entry = entries.get(id);
    if (entry === undefined) throw new WinnowError('not_found', `There is no job "${id}"; it may have ended long ago.`);
    return entry;
  }

  function cancel(entry: Entry): void {
    if (hasEnded(entry.job)) return;
    entry.controller.abort();
    if (entry.job.state === 'queued') finish(entry, { state: 'cancelled' });
  }

  async function cancelAll(some: readonly Entry[]): Promise<void> {
    for (const entry of some) cancel(entry);
    await Promise.all(some.map((entry) => entry.ended));
  }

  return {
    start(spec) {
      if (isClosed) throw new WinnowError('internal', `The engine is stopping; no ${spec.kind} job can start.`);
      const entry = newEntry(spec);
      entries.set(entry.job.id, entry);
      tell(entry.job);
      startNext(laneOf(spec));
      return entry.job;
    },
    list: () => [...entries.values()].map((entry) => entry.job).reverse(),
    unfinished: (kind, datasetId) =>
      [...entries.values()].find(({ job }) => job.kind === kind && job.datasetId === datasetId && !hasEnded(job))?.job,
    cancel(id) {
      const entry = entryOf(id);
      cancel(entry);
      return entry.job;
    },
    cancelOf: (datasetId) => cancelAll([...entries.values()].filter((entry) => entry.spec.datasetId === datasetId)),
    ended: async (id) => entryOf(id).ended,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      await cancelAll([...entries.values()]);
    },
  };
}

function newEntry(spec: JobSpec): Entry {
  const { promise, resolve } = Promise.withResolvers<Job>();
  const job: Job = {
    id: randomUUID(),
    kind: spec.kind,
    datasetId: spec.datasetId,
    subject: spec.subject ?? null,
    state: 'queued',
    stage: spec.stage,
    done: 0,
    total: null,
    perSecond: null,
    startedMs: Date.now(),
    endedMs: null,
    message: null,
    result: null,
  };
  return { job, spec, controller: new AbortController(), ended: promise, end: resolve };
}

/** Gathers a job's cheap, frequent reports and passes on few. */
function progressOf(entry: Entry, update: (change: Partial<Job>) => void) {
  const meter = createRateMeter();
  let last: Pick<Job, 'stage' | 'done' | 'total'> = entry.job;
  let toldMs = 0;
  return {
    last: () => ({ stage: last.stage, done: last.done, total: last.total }),
    report(progress: Parameters<JobContext['report']>[0]): void {
      const isNewStage = progress.stage !== undefined && progress.stage !== last.stage;
      if (isNewStage) meter.reset();
      last = { ...last, ...progress };
      const now = performance.now();
      if (!isNewStage && now - toldMs < REPORT_EVERY_MS) return;
      toldMs = now;
      update({ stage: last.stage, done: last.done, total: last.total, perSecond: meter.measure(last.done, now) });
    },
  };
}

function failureMessage(error: unknown, onFault: (error: unknown, what: string) => void): string {
  const known = asWinnowError(error);
  if (known !== null) return known.message;
  onFault(error, 'a job');
  return `Winnow itself failed: ${error instanceof Error ? error.message : String(error)}. The log has the details.`;
}
