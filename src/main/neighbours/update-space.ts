import type { NeighbourCalls } from '../../workers/neighbours/calls.ts';
import type { Client } from '../../workers/rpc/client.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import { WINNOW_VERSION } from '../engine/version.ts';
import { classesOf, standsForOf } from '../index/copy-groups.ts';
import { storeNeighbours, storeScores } from '../index/embedding-scores.ts';
import { beginRun, endRun } from '../index/runs.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { undisturbed } from './undisturbed.ts';

/** The kind of run that a search for neighbours is. */
export const NEIGHBOURS_RUN = 'neighbours';
/** What maps are laid out with; scores want fewer. */
export const NEIGHBOURS = 15;
const SEED = 1;

export interface SpaceUpdate {
  readonly dataset: Dataset;
  readonly modelId: number;
  readonly context: JobContext;
  /** Opens the thread on the vectors there are now, of these samples. */
  open(): Promise<{ readonly client: Client<NeighbourCalls>; readonly ids: Uint32Array }>;
}

/** What was found, for the lineage. */
interface Result {
  readonly samples: number;
  readonly isExact: boolean;
  readonly recall: number;
  readonly outlierCut: number;
  readonly changed: number;
}

/**
 * Finds neighbours and scores of a model's vectors and stores them. Killed or cancelled, scores are those of before, or some of
 * each; the next embed job does it again.
 * @throws {WinnowError} read_only, no_embeddings; {DOMException} AbortError on cancel
 */
export async function updateSpace(update: SpaceUpdate): Promise<void> {
  const { dataset, modelId, context } = update;
  const db = writerOf(dataset);
  const { manifest } = storedModel(db, modelId);
  const parameters = { modelId, model: manifest.name, projection: manifest.projection, k: NEIGHBOURS, seed: SEED };
  const run = beginRun(db, { kind: NEIGHBOURS_RUN, parameters, version: WINNOW_VERSION });
  try {
    endRun(db, run, 'done', await undisturbed(() => findAndStore(update)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    endRun(db, run, context.signal.aborted ? 'cancelled' : 'failed', { message });
    throw error;
  }
}

async function findAndStore({ dataset, modelId, context, open }: SpaceUpdate): Promise<Result> {
  const db = writerOf(dataset);
  const options = { signal: context.signal, onProgress: context.report };
  context.report({ stage: 'Fitting', done: 0, total: null });
  const { client, ids } = await open();
  const standsFor = await standsForOf(db, ids);
  context.report({ stage: 'Finding neighbours', done: 0, total: null });
  const { isExact, recall } = await client.call('neighbours', { standsFor, k: NEIGHBOURS }, options);
  context.report({ stage: 'Scoring', done: 0, total: null });
  const labels = await classesOf(db, ids);
  const scores = await client.call('scores', { standsFor, labels, seed: SEED }, options);
  const changed = await storeScores(db, modelId, scores, (done) => {
    context.signal.throwIfAborted();
    context.report({ stage: 'Scoring', done, total: scores.ids.length });
  });
  storeNeighbours(db, modelId, { k: NEIGHBOURS, isExact, recall }, scores.outlierCut);
  return { samples: ids.length, isExact, recall, outlierCut: scores.outlierCut, changed };
}
