import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IndexSummary } from '../../shared/dataset.ts';
import { WinnowError } from '../../shared/errors.ts';
import { isSameLayout, NO_LAYOUT } from '../../shared/layout.ts';
import type { ScanBatch, ScanTotals } from '../../workers/scan/calls.ts';
import { joinPath } from '../../workers/scan/fs-path.ts';
import { applyLayout, renewPlaces } from '../dataset/apply-layout.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { folderIdentity } from '../dataset/folder-identity.ts';
import { detectLayout, detectMergedLayout } from '../dataset/layout.ts';
import { readMergedSources } from '../dataset/merged-sources.ts';
import { scanFolder } from '../dataset/scan.ts';
import { thumbsWriterOf, writerOf } from '../dataset/writer-of.ts';
import { startCheckpoints } from '../db/start-checkpoints.ts';
import { failureCode, storageError } from '../db/storage-error.ts';
import { markLabelsStale } from '../index/boxes.ts';
import { readMeta, writeMeta } from '../index/meta.ts';
import { markDuplicatesStale, markUnchecked } from '../index/out-of-date.ts';
import { countPending } from '../index/pending.ts';
import { markOutOfDate } from '../index/prediction-runs.ts';
import { beginRun, endRun, INDEX_RUN, lastDoneRun, type RunState } from '../index/runs.ts';
import type { ChangeRun } from '../index/samples.ts';
import { summariseShards } from '../index/shards.ts';
import { importLabels } from '../labels/import-labels.ts';
import type { LabelFile } from '../labels/label-reader.ts';
import { withoutMasks } from '../labels/tell-refusals.ts';
import { applyGone, applyScanBatch } from './apply-scan.ts';
import type { Compute } from './compute.ts';
import { type DecodePass, startDecodePass } from './decode-pass.ts';
import { findDuplicates } from './find-duplicates.ts';
import { followMoves, type IndexWriters } from './find-moves.ts';
import { summarise } from './index-summary.ts';
import type { JobContext } from './job-context.ts';
import { type ChangeTeller, createChangeTeller } from './tell-changes.ts';

export interface IndexJobInput {
  readonly dataset: Dataset;
  readonly compute: Compute;
  /** Of Winnow, for the lineage. */
  readonly version: string;
  /** It follows what changed in a folder that is being looked at: classes read from folders stay read so, whatever came. */
  readonly isLive?: boolean;
}

/** What the steps of one job share. */
interface Work extends IndexJobInput {
  readonly context: JobContext;
  readonly writers: IndexWriters;
  readonly run: ChangeRun;
  readonly teller: ChangeTeller;
  /** To be called before samples are written: duplicates will have to be looked for, predictions made again. */
  readonly beforeChange: () => void;
  /** Samples that could not be read and are tried again. */
  readonly retried: Set<number>;
}

/**
 * Brings an index up to date with its folder: finds what is new, changed, gone and moved, and decodes what has to be.
 * Each batch is written as it comes, so a job that is cancelled or killed is gone on with by the next one, which counts
 * its changes as its own.
 * @throws {WinnowError} read_only, folder_missing, no_permission, disk_full, database_damaged, compute_crashed; an
 *   AbortError on cancel
 */
export async function runIndexJob(input: IndexJobInput, context: JobContext): Promise<IndexSummary> {
  const { dataset, version } = input;
  const writers = { index: writerOf(dataset), thumbs: thumbsWriterOf(dataset) };
  const since = lastDoneRun(writers.index, INDEX_RUN);
  const run = { id: beginRun(writers.index, { kind: INDEX_RUN, parameters: {}, version }), since };
  const beforeChange = once(() => {
    markDuplicatesStale(writers.index);
    markOutOfDate(writers.index, ['regression', 'classifier']);
    markLabelsStale(writers.index);
  });
  const work = { ...input, context, writers, run, teller: createChangeTeller(dataset), beforeChange, retried: new Set<number>() };
  const stopCheckpoints = startCheckpoints([writers.index, writers.thumbs]);
  try {
    const summary = await bringUpToDate(work).finally(stopCheckpoints);
    endRun(writers.index, run.id, 'done', summary);
    return summary;
  } catch (error) {
    const failure = storageError(error, dataset.directory);
    const message = failure instanceof Error ? failure.message : String(failure);
    endFailedRun(work, context.signal.aborted ? 'cancelled' : 'failed', message);
    throw failure;
  }
}

async function bringUpToDate(work: Work): Promise<IndexSummary> {
  const { dataset, writers, run, teller, context, beforeChange } = work;
  const startMs = performance.now();
  const identity = await folderIdentity(dataset.folder);
  await markUnchecked(writers.index);
  const progress = createProgress(work);
  const pass = startDecodePass({
    ...work,
    signal: context.signal,
    // A file that still cannot be read is as little a duplicate as before.
    beforeWrite(decoded) {
      if (decoded.some(({ id, output }) => output.status !== 'unreadable' || !work.retried.has(id))) beforeChange();
    },
    onWritten(ids, done) {
      teller.add(ids);
      progress.decoded(done);
    },
    async onGone(id) {
      await requireSameFolder(dataset.folder, identity);
      beforeChange();
      await applyGone(writers, [id], run, teller.add);
    },
  });
  try {
    const { totals, gone, labelFiles } = await scan(work, pass, progress.seen);
    await requireSameFolder(dataset.folder, identity);
    if (gone.length > 0) beforeChange();
    await applyGone(writers, gone, run, teller.add);
    await applyDetectedLayout(work, totals);
    progress.scanned();
    const decoded = await pass.finish();
    await mergeMoved(work);
    await teller.flush();
    const { summaries: labels, refused } = await importLabels(dataset, { labelFiles, folders: totals.folders }, context);
    await findDuplicates(work);
    const seconds = (performance.now() - startMs) / 1000;
    const summary = await summarise(writers.index, { ...totals, sinceRun: run.since, decoded, seconds });
    const shards = summariseShards(writers.index);
    return {
      ...summary,
      ...(shards !== null && { shards }),
      ...(labels.length > 0 && { labels }),
      ...(refused.length > 0 && { refused }),
    };
  } finally {
    await pass.stop();
  }
}

async function scan(
  { dataset, writers, run, teller, context, beforeChange, retried }: Work,
  pass: DecodePass,
  onSeen: (files: number) => void,
): Promise<{ readonly totals: ScanTotals; readonly gone: readonly number[]; readonly labelFiles: readonly LabelFile[] }> {
  const gone: number[] = [];
  const labelFiles: LabelFile[] = [];
  for await (const batch of scanFolder(dataset, context.signal)) {
    if (changesSamples(batch)) beforeChange();
    for (const id of batch.retried) retried.add(id);
    const changed = applyScanBatch(writers.index, batch, run);
    pass.invalidate(batch.changed.map(({ id }) => id));
    teller.add(changed);
    if (changed.length > 0) pass.wake();
    onSeen(batch.seen);
    for (const id of batch.gone) gone.push(id);
    for (const file of batch.labelFiles) labelFiles.push({ ...file, path: joinPath(dataset.folder, file.path) });
    if (batch.totals !== null) return { totals: batch.totals, gone, labelFiles };
    // Batches come as fast as they are written; others have their turn in between.
    await nextTurn();
  }
  throw new WinnowError('internal', 'The scan ended without its totals.');
}

/** Those tried again change what is a duplicate only where they can be read, new ones that cannot be looked at not at all. */
function changesSamples({ added, changed, returned, blocked }: ScanBatch): boolean {
  return [added, changed, returned].some(({ length }) => length > 0) || blocked.some(({ id }) => id !== null);
}

/** A layout that the user has not confirmed or changed follows what the folders look like. */
async function applyDetectedLayout({ dataset, writers, isLive }: Work, totals: ScanTotals): Promise<void> {
  if (totals.folders.length === 0) return;
  const { detectedLayout, layout, isLayoutConfirmed } = readMeta(writers.index);
  const isMerged = (await readMergedSources(dataset.folder)).length > 0;
  const detected = isMerged ? detectMergedLayout(totals.folders) : detectLayout(withoutMasks(totals.folders));
  if (!isSameLayout(detected, detectedLayout)) writeMeta(writers.index, { detectedLayout: detected });
  const isKept = isLayoutConfirmed || (isLive === true && !isSameLayout(layout, NO_LAYOUT));
  if (isKept || isSameLayout(detected, layout)) return;
  await applyLayout(writers.index, detected);
  await dataset.changed(null);
}

async function mergeMoved({ writers, run, teller }: Work): Promise<void> {
  const moved = await followMoves(writers, run);
  teller.add(moved);
  // Classes that only the old paths had are dropped.
  if (moved.length > 0) await renewPlaces(writers.index);
}

async function requireSameFolder(folder: string, identity: string): Promise<void> {
  if ((await folderIdentity(folder)) === identity) return;
  throw new WinnowError(
    'folder_missing',
    `${folder} was replaced by another folder while it was indexed. Nothing was marked as missing; check its drive, then index again.`,
  );
}

/** Says what goes on: files found while the scan runs, then images read of those that wait. */
function createProgress({ context, writers }: Work) {
  let done = 0;
  let total: number | null = null;
  return {
    seen: (files: number): void => context.report({ stage: 'Looking for files', done: files, total: null }),
    scanned(): void {
      total = done + countPending(writers.index);
      context.report({ stage: 'Reading images', done, total });
    },
    decoded(count: number): void {
      done = count;
      if (total !== null) context.report({ done, total });
    },
  };
}

/** Runs something at the first call only. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

/** On a disk that is full not even this may be written; the next start then finds the run unfinished and says so. */
function endFailedRun({ writers, run }: Work, state: RunState, message: string): void {
  try {
    endRun(writers.index, run.id, state, { message });
  } catch (error) {
    if (!failureCode(error).startsWith('SQLITE_')) throw error;
  }
}
