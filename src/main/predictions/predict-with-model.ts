import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import type { PredictRequest, PredictSummary } from '../../shared/prediction-api.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writerOf } from '../dataset/writer-of.ts';
import type { WritableDb } from '../db/connection.ts';
import { storageError } from '../db/storage-error.ts';
import type { Embedder, EmbedSession } from '../embeddings/embedder.ts';
import { modelIdentity } from '../embeddings/model-identity.ts';
import { namesOf } from '../index/classes.ts';
import { predictionRunNamed } from '../index/prediction-runs.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Models } from '../models/models.ts';
import { classifierClasses } from './classifier-classes.ts';
import { classifyPictures, countPictures } from './classify-pictures.ts';
import { inPredictionRun } from './in-prediction-run.ts';
import { makeProbabilities } from './make-probabilities.ts';
import { mostProbable } from './most-probable.ts';
import { type ReadyClassifier, readyClassifier } from './ready-classifier.ts';
import { expectFreeName, freeRunName, type NewRun, storeRun } from './store-run.ts';
import { openUnfinishedRows, removeUnfinishedRows } from './unfinished-rows.ts';

export interface PredictJob {
  readonly dataset: Dataset;
  readonly request: PredictRequest;
  readonly models: Pick<Models, 'ready' | 'inspect'>;
  readonly embedder: () => Embedder;
  /** Of Winnow. */
  readonly version: string;
}

/** 2 GiB. */
const MOST_VALUES = 2 ** 29;

/**
 * Has a classifier look at every picture of a dataset and keeps what it says as a run. What it gave before a cancel or a kill is
 * kept aside, and the next job of the same model goes on from there.
 * @throws {WinnowError} read_only, not_found, model_missing, bad_model, bad_predictions, folder_missing, disk_full; bad_request
 *   where the name is taken or there are no pictures; AbortError
 */
export async function predictWithModel(job: PredictJob, context: JobContext): Promise<PredictSummary> {
  const { dataset, request, models, embedder, version } = job;
  const db = writerOf(dataset);
  const started = performance.now();
  if (request.name !== undefined) expectFreeName(db, request.name);
  context.report({ stage: 'Looking for the model', done: 0, total: null });
  const classifier = await readyClassifier(models, request);
  const { name: model, sha256, input, preprocessing, output } = classifier.manifest;
  const identity = modelIdentity(classifier.manifest);
  const parameters = { model, sha256, identity, input, preprocessing, output: output.name };
  return inPredictionRun(db, { parameters, version, signal: context.signal }, async (runId) => {
    context.report({ stage: 'Loading the model', done: 0, total: null });
    const { file, manifest } = classifier;
    const session = await embedder().open({ file, manifest, threads: availableParallelism() }, context.signal);
    try {
      const summary = await run({ ...job, db, classifier, identity, session, runId, parameters }, context);
      await removeUnfinishedRows(dataset.directory);
      return { ...summary, seconds: (performance.now() - started) / 1000 };
    } catch (error) {
      throw storageError(error, dataset.directory);
    } finally {
      session.release();
    }
  });
}

/** What the steps of one job share. */
interface Work extends PredictJob {
  readonly db: WritableDb;
  readonly classifier: ReadyClassifier;
  readonly identity: string;
  readonly session: EmbedSession;
  readonly runId: number;
  readonly parameters: NewRun['parameters'];
}

async function run(work: Work, context: JobContext): Promise<Omit<PredictSummary, 'seconds'>> {
  const { dataset, db, request, classifier, identity, session } = work;
  const { signal } = context;
  const width = session.dimensions;
  const model = { sha256: classifier.manifest.sha256, width };
  const classes = await classifierClasses(request.classesFile ?? null, model, namesOf(db, 'class'), signal);
  const total = await countPictures(dataset);
  if (total * classes.names.length > MOST_VALUES) throw tooMany(total, classes.names.length);
  const rows = await openUnfinishedRows(dataset.directory, identity, width);
  try {
    const { ids: pictures, seconds, ...pass } = await classifyPictures(dataset, session, rows, total, context);
    context.report({ stage: 'Keeping predictions', done: 0, total: null });
    const { ids, values: given } = await rows.gather(pictures, signal);
    if (ids.length === 0) throw nothingSeen(pass.failures[0]);
    const { values, from } = await makeProbabilities(given, width, signal);
    const arrays = await mostProbable({ classes: classes.names, ids, values }, new Set(), signal);
    const softening = from === 'probabilities' ? '' : width === 1 ? 'sigmoid of ' : 'softmax of ';
    const run = await storeRun(dataset, newRun(work, softening, arrays), signal);
    return {
      run: run.name,
      runId: run.id,
      model: classifier.manifest,
      isKnown: classifier.isKnown,
      classes: classes.names.length,
      classNamesFrom: classes.from,
      samples: run.samples,
      ...{ resumed: pass.resumed, failed: pass.failed, unreachable: pass.unreachable, failures: pass.failures },
      imagesPerSecond: pass.embedded + pass.failed === 0 ? 0 : (pass.embedded + pass.failed) / seconds,
    };
  } finally {
    await rows.close();
  }
}

/** @param softening what made probabilities of the output, in words */
function newRun({ db, request, classifier, runId, parameters }: Work, softening: string, arrays: NewRun['arrays']): NewRun {
  const { manifest, file } = classifier;
  const title = manifest.title.slice(0, 90);
  const before = predictionRunNamed(db, title);
  // The same model again, after pictures were added: what it said before is out of date.
  const isReplacing =
    request.name === undefined && before?.source === 'classifier' && before.parameters.identity === parameters.identity;
  const name = request.name ?? (isReplacing ? title : freeRunName(db, title));
  const origin = `${basename(file)}, ${softening}${manifest.output.name}`;
  return { name, source: 'classifier', origin, runId, parameters, arrays, isReplacing };
}

function tooMany(samples: number, width: number): WinnowError {
  const [pictures, classes] = [samples, width].map((count) => count.toLocaleString('en'));
  return new WinnowError(
    'bad_request',
    `${pictures} pictures × ${classes} classes are over 2 GiB of probabilities, which is the limit. Take a model of fewer classes, or a part of the dataset.`,
  );
}

function nothingSeen(first: PredictSummary['failures'][number] | undefined): WinnowError {
  const why = first === undefined ? 'there are no pictures that can be decoded' : `the first: ${first.path}: ${first.reason}`;
  return new WinnowError('bad_request', `The model has seen no picture of this dataset (${why}).`);
}
