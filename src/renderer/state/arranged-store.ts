import { create } from 'zustand';
import { WinnowError } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { type ArrangedGrid, arrangedGrid } from './arranged-grid.ts';
import { useDatasetStore } from './dataset-store.ts';
import { asWinnowError, isAborted } from './http.ts';
import { isRunning, useJobsStore } from './jobs-store.ts';
import { type QueryState, useQueryStore } from './query-store.ts';

/** A query that is being typed is not arranged at every letter. */
const REST_MS = 400;
/** Powers of two that a grid may be wider or narrower than the view. */
const ASPECT_SLACK = 0.7;

export interface ArrangedState {
  readonly datasetId: DatasetId | null;
  /** The last one that was made; of another query while the next is on its way. */
  readonly grid: ArrangedGrid | null;
  /** The job that makes the next one. */
  readonly jobId: string | null;
  /** One was asked for and is not here yet. */
  readonly isWaiting: boolean;
  /** Its job was cancelled. */
  readonly isStopped: boolean;
  readonly error: WinnowError | null;
}

const NOTHING: ArrangedState = {
  datasetId: null,
  grid: null,
  jobId: null,
  isWaiting: false,
  isStopped: false,
  error: null,
};

/** The query's samples arranged by similarity. */
export const useArrangedStore = create<ArrangedState>()(() => NOTHING);

let asking: AbortController | null = null;
/** Width / height of the grids asked for; null: none was yet. */
let aspect: number | null = null;

/** @param width @param height of the view, CSS pixels: the next grid asked for has about its shape */
export function setArrangedView(width: number, height: number): void {
  aspect = keptAspect(aspect, width / height);
}

/** Grids keep their shape while it about fits: what was arranged before is not arranged anew for a panel or a bar. */
export function keptAspect(before: number | null, ratio: number): number {
  const next = roundAspect(ratio);
  return before !== null && Math.abs(Math.log2(next / before)) <= ASPECT_SLACK ? before : next;
}

/** Few different ones. */
export function roundAspect(ratio: number): number {
  if (!Number.isFinite(ratio) || ratio <= 0) return 1;
  return 2 ** (Math.round(Math.log2(Math.min(4, Math.max(0.25, ratio))) * 3) / 3);
}

/** Arranges what the query finds, again whenever that changes. @returns stops it */
export function followArrangement(datasetId: DatasetId): () => void {
  if (useArrangedStore.getState().datasetId !== datasetId) useArrangedStore.setState({ ...NOTHING, datasetId });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = useQueryStore.subscribe((state, before) => {
    if (!hasOthers(state, before)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void arrange(), REST_MS);
  });
  if (useQueryStore.getState().answered !== null) void arrange();
  return () => {
    clearTimeout(timer);
    stop();
    asking?.abort();
  };
}

/** True where the answer is another one than before. In another order the samples are the same, which the engine finds out. */
export function hasOthers(
  { ids, answered }: Pick<QueryState, 'ids' | 'answered'>,
  before: Pick<QueryState, 'ids' | 'answered'>,
): boolean {
  if (ids === before.ids || answered === null) return false;
  return before.answered === null || ids.length !== before.ids.length || ids.some((id, place) => id !== before.ids[place]);
}

/** Asks for the samples that the query finds now; the engine knows those it has arranged before. */
export async function arrange(): Promise<void> {
  const { datasetId, jobId: replaced } = useArrangedStore.getState();
  const { answered } = useQueryStore.getState();
  if (datasetId === null || answered === null) return;
  asking?.abort();
  const controller = new AbortController();
  asking = controller;
  useArrangedStore.setState({ isWaiting: true, isStopped: false, error: null });
  try {
    const job = await api.arrange(datasetId, { query: answered, aspect: aspect ?? 1 });
    if (!controller.signal.aborted) knowJob(job);
    if (replaced !== null && replaced !== job.id) await cancel(replaced);
    controller.signal.throwIfAborted();
    useArrangedStore.setState({ jobId: job.id });
    await takeIn(datasetId, await endOf(job, controller.signal), controller.signal);
  } catch (error) {
    if (!isAborted(error)) useArrangedStore.setState({ error: asWinnowError(error) });
  } finally {
    if (asking === controller) {
      asking = null;
      useArrangedStore.setState({ isWaiting: false, jobId: null });
    }
  }
}

/** Stops the arranging that is at work. */
export async function stopArranging(): Promise<void> {
  const { jobId } = useArrangedStore.getState();
  if (jobId !== null) await cancel(jobId);
}

async function takeIn(datasetId: DatasetId, job: Job, signal: AbortSignal): Promise<void> {
  if (job.state === 'cancelled') return useArrangedStore.setState({ isStopped: true });
  if (job.state === 'failed') throw new WinnowError('internal', job.message ?? 'The samples could not be arranged.');
  if (useArrangedStore.getState().grid?.jobId === job.id) return;
  const grid = arrangedGrid(job.id, await api.arranged(datasetId, job.id, signal));
  if (!signal.aborted) useArrangedStore.setState({ grid });
}

/** The answer to a request may be older than what the event stream said meanwhile. */
function knowJob(job: Job): void {
  const { jobs, put } = useJobsStore.getState();
  if (!jobs.some(({ id }) => id === job.id)) put(job);
}

/** Resolves when a job has ended. @throws {WinnowError} where it went with the engine; AbortError */
function endOf(job: Job, signal: AbortSignal): Promise<Job> {
  return new Promise((resolve, reject) => {
    let wasKnown = false;
    const look = (): void => {
      const known = useJobsStore.getState().jobs.find(({ id }) => id === job.id);
      if (known === undefined ? !wasKnown : isRunning(known)) {
        wasKnown ||= known !== undefined;
        return;
      }
      stop();
      if (known !== undefined) resolve(known);
      else reject(new WinnowError('not_found', 'Winnow’s engine was started anew while it arranged the pictures. Try again.'));
    };
    const stop = useJobsStore.subscribe(look);
    signal.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
    look();
  });
}

async function cancel(jobId: string): Promise<void> {
  const job = useJobsStore.getState().jobs.find(({ id }) => id === jobId);
  if (job === undefined || !isRunning(job)) return;
  useJobsStore.getState().put(await api.cancelJob(jobId));
}

/** Nothing of a dataset that was closed is kept. */
useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
  if (dataset?.id === before?.id) return;
  asking?.abort();
  useArrangedStore.setState(NOTHING);
});
