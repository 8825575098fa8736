import type { DuplicateGroups } from '../../workers/duplicates/calls.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import { hasDecidedOnDuplicates, lastDecision } from '../index/decision-history.ts';
import { inDecisionTurn } from '../index/decision-turns.ts';
import { DUPLICATE_PARAMETERS, duplicateSources } from '../index/duplicate-sources.ts';
import { areDuplicatesStale, markDuplicatesFresh } from '../index/out-of-date.ts';
import { beginRun, endRun, lastDoneParameters } from '../index/runs.ts';
import { startDuplicatesWorker } from '../index/start-duplicates-worker.ts';
import { storeDuplicates } from '../index/store-duplicates.ts';
import type { Compute } from './compute.ts';
import { hashPixels } from './hash-pixels.ts';
import type { JobContext } from './job-context.ts';

/** The kind of run that a search for duplicates is. */
export const DUPLICATES_RUN = 'duplicates';

export interface DuplicateSearch {
  readonly dataset: Dataset;
  readonly compute: Compute;
  /** Of Winnow, for the lineage. */
  readonly version: string;
  readonly context: JobContext;
}

/** What was found, for the lineage. */
interface Result {
  readonly hashedPixels: number;
  readonly samplesInGroups: Readonly<Record<'exact' | 'pixel' | 'near', number>>;
  readonly changed: number;
}

interface Found {
  readonly result: Result;
  /** The newest decision that the groups take into account. */
  readonly lastDecisionId: number;
}

/**
 * Groups the samples of an index by exact, pixel and near duplicates, where samples or what is a duplicate changed since that
 * was done last.
 * Killed or cancelled, it is done by the next index job.
 * @throws {DOMException} AbortError on cancel; {WinnowError} compute_crashed
 */
export async function findDuplicates(search: DuplicateSearch): Promise<void> {
  const db = writerOf(search.dataset);
  const isSearched = lastDoneParameters(db, DUPLICATES_RUN) === JSON.stringify(DUPLICATE_PARAMETERS);
  if (isSearched && !areDuplicatesStale(db)) return;
  const run = beginRun(db, { kind: DUPLICATES_RUN, parameters: DUPLICATE_PARAMETERS, version: search.version });
  try {
    const { result, lastDecisionId } = await searchAll(search, db);
    db.transaction(() => {
      endRun(db, run, 'done', result);
      if (!hasDecidedOnDuplicates(db, lastDecisionId)) markDuplicatesFresh(db);
    })();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    endRun(db, run, search.context.signal.aborted ? 'cancelled' : 'failed', { message });
    throw error;
  }
}

async function searchAll({ dataset, compute, context }: DuplicateSearch, db: WritableDb): Promise<Found> {
  const { signal } = context;
  const sources = duplicateSources(db.name);
  const worker = startDuplicatesWorker();
  try {
    context.report({ stage: 'Comparing pixels', done: 0, total: null });
    const candidates = await worker.client.call('candidates', { sources }, { signal });
    const total = candidates.length;
    const onHashed = (done: number): void => context.report({ done, total });
    await hashPixels(candidates, { db, folder: dataset.folder, compute, signal, onHashed });

    context.report({ stage: 'Finding duplicates', done: 0, total: null });
    const { groups, changed, lastDecisionId } = await undisturbed(db, () =>
      worker.client.call('find', { sources, only: null }, { signal, onProgress: context.report }),
    );
    await dataset.changed(changed, 'duplicates');
    const samplesInGroups = {
      exact: groups.exact.ids.length,
      pixel: groups.pixel.ids.length,
      near: groups.near.ids.length,
    };
    return { result: { hashedPixels: total, samplesInGroups, changed: changed.length }, lastDecisionId };
  } finally {
    await worker.close();
  }
}

/** What is said to be no duplicate while the search runs is not in its result: it is done again then. */
async function undisturbed(
  db: WritableDb,
  find: () => Promise<DuplicateGroups>,
): Promise<{ readonly groups: DuplicateGroups; readonly changed: Uint32Array; readonly lastDecisionId: number }> {
  for (;;) {
    const lastDecisionId = await inDecisionTurn(db, async () => lastDecision(db));
    const groups = await find();
    const changed = await inDecisionTurn(db, async () => {
      return hasDecidedOnDuplicates(db, lastDecisionId) ? null : storeDuplicates(db, groups, null);
    });
    if (changed !== null) return { groups, changed, lastDecisionId };
  }
}
