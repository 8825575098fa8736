import { availableParallelism } from 'node:os';
import { WinnowError } from '../../shared/errors.ts';
import type { OutOfFoldRequest, OutOfFoldSummary } from '../../shared/prediction-api.ts';
import type { RegressionCalls } from '../../workers/regression/calls.ts';
import { DEFAULT_REGRESSION } from '../../workers/regression/fit-softmax.ts';
import { transfer } from '../../workers/rpc/serve.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { type StoredModel, storedModel } from '../embeddings/stored-models.ts';
import { hasDecidedOnLabels, lastDecision } from '../index/decision-history.ts';
import { markOutOfDate, predictionRunNamed } from '../index/prediction-runs.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import { inPredictionRun } from './in-prediction-run.ts';
import { type LabelledVectors, labelledVectors } from './labelled-vectors.ts';
import { mostProbable } from './most-probable.ts';
import { expectOwnName, storeRun } from './store-run.ts';
import { withRegressionWorker } from './with-regression-worker.ts';

const USUAL_FOLDS = 5;

export interface OutOfFoldJob {
  readonly dataset: Dataset;
  readonly request: OutOfFoldRequest;
  readonly spaces: Pick<Spaces, 'of'>;
  /** Of Winnow. */
  readonly version: string;
}

/**
 * Predicts the label of every embedded sample by regressions that have not seen it, nor a copy of it, and keeps that as a run,
 * instead of the one of the same name.
 * @throws {WinnowError} read_only, no_embeddings, disk_full; bad_request where labels are too few; AbortError
 */
export async function predictOutOfFold(job: OutOfFoldJob, context: JobContext): Promise<OutOfFoldSummary> {
  const { dataset, request, spaces, version } = job;
  const db = writerOf(dataset);
  const started = performance.now();
  const model = storedModel(db);
  const { name = usualName(model) } = request;
  expectOwnName(db, name, 'regression');
  const before = request.isAgain === true ? predictionRunNamed(db, name)?.parameters : undefined;
  const { folds = Number(before?.folds ?? USUAL_FOLDS), seed = Number(before?.seed ?? 0) } = request;
  const { name: modelName, title, sha256 } = model.manifest;
  const { cost, scaling } = DEFAULT_REGRESSION;
  const parameters = { modelId: model.id, model: modelName, sha256, folds, seed, cost, scaling };
  return inPredictionRun(db, { parameters, version, signal: context.signal }, async (runId) => {
    const decision = lastDecision(db);
    context.report({ stage: 'Reading vectors', done: 0, total: null });
    const samples = await labelledVectors(dataset, model, spaces, context);
    context.report({ stage: 'Learning from labels', done: 0, total: null });
    const found = await learn(samples, { folds, seed }, context);
    const { ids, classes } = samples;
    const { values } = found.probabilities;
    const probable = await mostProbable({ ids, classes, values }, new Set(found.unjudged), context.signal);
    const arrays = { ...probable, influence: ofIds(probable.ids, ids, found.influence) };
    const { accuracy, unjudged } = found;
    if (unjudged.length === samples.labelled || arrays.ids.length === 0) throw onlyCopies(samples);
    const origin = `Logistic regression on ${title}, ${folds} folds, seed ${seed}, C ${cost}: cross-validated accuracy ${shortShare(accuracy)}`;
    const labelled = samples.labelled - unjudged.length;
    const kept = {
      name,
      source: 'regression',
      origin,
      runId,
      parameters: { ...parameters, accuracy, labelled },
      arrays,
    } as const;
    const run = await storeRun(dataset, { ...kept, isReplacing: true }, context.signal);
    // Whatever was decided before it was stored has not marked it.
    if (hasDecidedOnLabels(db, decision)) markOutOfDate(db, ['regression']);
    return {
      run: run.name,
      runId: run.id,
      samples: run.samples,
      labelled,
      unjudged: unjudged.length,
      classes: classes.length,
      folds,
      accuracy,
      seconds: (performance.now() - started) / 1000,
    };
  });
}

/** Of some of the ids. @param ids ascending @param all ascending, with those @param values of all */
function ofIds(ids: Uint32Array, all: Uint32Array, values: Float32Array): Float32Array {
  const found = new Float32Array(ids.length);
  for (let at = 0, row = 0; at < ids.length; row++) if (all[row] === ids[at]) found[at++] = values[row] as number;
  return found;
}

/** `.83` */
export function shortShare(share: number): string {
  return share.toFixed(2).replace(/^0/, '');
}

function usualName({ manifest }: StoredModel): string {
  return `Out of fold, ${manifest.title}`.slice(0, 100);
}

function learn(
  { vectors, dimensions, labels, classes, groups }: LabelledVectors,
  { folds, seed }: { readonly folds: number; readonly seed: number },
  { signal, report }: JobContext,
): Promise<RegressionCalls['outOfFold']['output']> {
  const input = { features: vectors, dimensions, labels, classes: classes.length, groups, folds, seed };
  return withRegressionWorker((client) =>
    // Handed over: a copy of a million vectors would take memory, and hold the engine up.
    client.call('outOfFold', transfer({ ...input, threads: availableParallelism() }, [vectors.buffer]), {
      signal,
      onProgress: report,
    }),
  );
}

function onlyCopies({ labelled }: LabelledVectors): WinnowError {
  return new WinnowError(
    'bad_request',
    `The ${labelled.toLocaleString('en')} labelled samples are too few, or copies of each other: no class has samples to learn from and others to predict. Label more.`,
  );
}
