import { availableParallelism } from 'node:os';
import type { EmbedSummary } from '../../shared/embedding.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import { startCheckpoints } from '../db/start-checkpoints.ts';
import { failureCode, storageError } from '../db/storage-error.ts';
import {
  activateModel,
  activeModelId,
  type EmbeddingModelRow,
  embeddingModel,
  embeddingModelOf,
  putModel,
} from '../index/embedding-models.ts';
import { type EmbeddingTally, tallyEmbeddings } from '../index/embedding-rows.ts';
import { beginRun, EMBED_RUN, endRun } from '../index/runs.ts';
import type { FoundParts } from '../jobs/find-parts.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Models, ReadyModel } from '../models/models.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import type { Embedder } from './embedder.ts';
import { embedWaiting } from './embedding-pass.ts';
import { removeLeftovers } from './forget-model.ts';
import { modelIdentity } from './model-identity.ts';
import { forgetLostVectors, openModelVectors } from './model-vectors.ts';
import type { PicturePassResult } from './picture-pass.ts';
import { readyModel } from './ready-model.ts';

export interface EmbedJobInput {
  readonly dataset: Dataset;
  /** Name, or absolute path of an ONNX file. */
  readonly model: string;
  /** Queries see this model from then on; else only where they see none. */
  readonly isToBeActive: boolean;
  readonly models: Pick<Models, 'ready' | 'list' | 'add'>;
  readonly embedder: () => Embedder;
  readonly spaces: Pick<Spaces, 'update' | 'closeOf'>;
  /** Finds copies that only a model brings together. */
  readonly findParts: (modelId: number, context: JobContext) => Promise<FoundParts>;
  /** Of Winnow, for the lineage. */
  readonly version: string;
}

/** What the steps of one job share. */
interface Work extends EmbedJobInput {
  readonly db: WritableDb;
  readonly ready: ReadyModel;
  readonly identity: string;
  readonly context: JobContext;
}

/**
 * Embeds what a model has not seen yet, or not as it is now, then finds neighbours and scores. Each batch is written as it
 * comes: a job that is cancelled or killed is gone on with by the next one.
 * @throws {WinnowError} read_only, not_found, model_missing, bad_model, disk_full, folder_missing; an AbortError on cancel
 */
export async function runEmbedJob(input: EmbedJobInput, context: JobContext): Promise<EmbedSummary> {
  const db = writerOf(input.dataset);
  context.report({ stage: 'Looking for the model', done: 0, total: null });
  const ready = await readyModel(input.models, input.model, context.signal);
  const identity = modelIdentity(ready.manifest);
  const { name, sha256, input: given, preprocessing, output } = ready.manifest;
  const parameters = { model: name, sha256, identity, input: given, preprocessing, output: output.name };
  const run = beginRun(db, { kind: EMBED_RUN, parameters, version: input.version });
  const stopCheckpoints = startCheckpoints([db]);
  try {
    const summary = await bringUpToDate({ ...input, db, ready, identity, context }).finally(stopCheckpoints);
    endRun(db, run, 'done', summary);
    return summary;
  } catch (error) {
    const failure = storageError(error, input.dataset.directory);
    const message = failure instanceof Error ? failure.message : String(failure);
    endFailedRun(db, run, context.signal.aborted ? 'cancelled' : 'failed', message);
    throw failure;
  }
}

const NOTHING_TRIED: PicturePassResult = { embedded: 0, failed: 0, unreachable: 0, failures: [] };

async function bringUpToDate(work: Work): Promise<EmbedSummary> {
  const { db, dataset, ready, identity, spaces, context } = work;
  const startMs = performance.now();
  context.report({ stage: 'Looking for what is new', done: 0, total: null });
  const known = embeddingModelOf(db, identity);
  if (known !== null) await forgetLostVectors(dataset, known, () => spaces.closeOf(dataset.id, known.id));
  const before = await tallyEmbeddings(db, known?.id ?? 0);
  const { id, pass, seconds } = before.waiting > 0 ? await embed(work, before) : untouched(work, known);
  const hasVectors = before.embedded + pass.embedded > 0;
  let pairsLeft = 0;
  if (id !== null && hasVectors) {
    await spaces.update(dataset, id, context);
    if (work.isToBeActive || isNext(db, ready)) activateModel(db, id);
    await dataset.changed(null, 'embeddings');
    pairsLeft = (await work.findParts(id, context)).left;
  }
  const row = id === null ? null : embeddingModel(db, id);
  return {
    model: ready.manifest.name,
    title: ready.manifest.title,
    modelId: hasVectors ? id : null,
    ...pass,
    unchanged: before.embedded + before.failed,
    dimensions: row?.dimensions ?? null,
    seconds: (performance.now() - startMs) / 1000,
    imagesPerSecond: seconds > 0 ? (pass.embedded + pass.failed) / seconds : 0,
    neighbours: row?.neighbours ?? null,
    pairsLeft,
  };
}

/** Queries see no model yet, or an older one of this name: a newer Winnow brings newer models. */
function isNext(db: WritableDb, { manifest }: ReadyModel): boolean {
  const active = activeModelId(db);
  return active === null || embeddingModel(db, active)?.manifest.name === manifest.name;
}

interface Embedded {
  readonly id: number | null;
  readonly pass: PicturePassResult;
  /** That embedding took. */
  readonly seconds: number;
}

/** Nothing waits, so the model need not be loaded. */
function untouched({ db, ready, identity }: Work, known: EmbeddingModelRow | null): Embedded {
  const id = known === null ? null : putModel(db, { ...known, manifest: ready.manifest, identity });
  return { id, pass: NOTHING_TRIED, seconds: 0 };
}

async function embed(work: Work, { waiting }: EmbeddingTally): Promise<Embedded> {
  const { db, dataset, ready, identity, spaces, context } = work;
  const { manifest } = ready;
  context.report({ stage: 'Loading the model', done: 0, total: null });
  const session = await work.embedder().open({ file: ready.file, manifest, threads: availableParallelism() }, context.signal);
  try {
    context.signal.throwIfAborted();
    const { dimensions } = session;
    const modelId = putModel(db, { manifest, identity, dimensions });
    requireSameLength(embeddingModel(db, modelId)?.dimensions, dimensions, manifest.title);
    await removeLeftovers(dataset);
    const vectors = await openModelVectors(dataset, { id: modelId, dimensions }, () => spaces.closeOf(dataset.id, modelId));
    try {
      context.report({ stage: 'Embedding', done: 0, total: waiting });
      const startMs = performance.now();
      const onProgress = (done: number): void => context.report({ done });
      const pass = await embedWaiting({ dataset, modelId, manifest, session, vectors, signal: context.signal, onProgress });
      return { id: modelId, pass, seconds: (performance.now() - startMs) / 1000 };
    } finally {
      await vectors.close();
    }
  } finally {
    session.release();
  }
}

/** A file that gives vectors of another length on another day would make nonsense of those that are there. */
function requireSameLength(stored: number | undefined, found: number, title: string): void {
  if (stored === found) return;
  throw new WinnowError(
    'bad_model',
    `${title} gives ${found} numbers a picture now and gave ${stored ?? 'none'} before. Forget its vectors, then embed again.`,
  );
}

/** On a disk that is full not even this may be written; the next start then finds the run unfinished and says so. */
function endFailedRun(db: WritableDb, run: number, state: 'cancelled' | 'failed', message: string): void {
  try {
    endRun(db, run, state, { message });
  } catch (error) {
    if (!failureCode(error).startsWith('SQLITE_')) throw error;
  }
}
