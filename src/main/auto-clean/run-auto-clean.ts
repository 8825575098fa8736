import { availableParallelism } from 'node:os';
import type { AutoCleanReport, ClassLoss, CleaningStep } from '../../shared/auto-clean.ts';
import type { AutoCleanRequest } from '../../shared/auto-clean-request.ts';
import { WinnowError } from '../../shared/errors.ts';
import { type IssueKind, isIssueKind } from '../../shared/issue.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import type { AutoCleanResult, CleaningTry } from '../../workers/auto-clean/auto-clean.ts';
import { NO_CLASS } from '../../workers/label-quality/probabilities.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { matchingSamples } from '../dataset/matching-samples.ts';
import { writerOf } from '../dataset/writer-of.ts';
import { storedModel } from '../embeddings/stored-models.ts';
import { inRun } from '../index/in-run.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { Spaces } from '../neighbours/spaces.ts';
import { type LabelledVectors, labelledVectors } from '../predictions/labelled-vectors.ts';
import { withRegressionWorker } from '../predictions/with-regression-worker.ts';
import { cleaningDetectors } from './cleaning-detectors.ts';
import type { KeptStep } from './kept-cleanings.ts';
import { rowsOf } from './rows-of.ts';

/** The kind of run that automatic cleaning is, for the lineage. */
const AUTO_CLEAN_RUN = 'auto-clean';
const FOLDS = 5;
/** Classes named of a step, those that lose most first. */
const MOST_LOSSES = 10;

export interface AutoCleanJob {
  readonly dataset: Dataset;
  readonly request: AutoCleanRequest;
  readonly spaces: Pick<Spaces, 'of'>;
  /** Of Winnow. */
  readonly version: string;
}

export interface Cleaned {
  readonly report: AutoCleanReport;
  /** What each step would change. */
  readonly kept: readonly KeptStep[];
}

/**
 * Tries repairs of what is wrong with samples, and says how much each raises the accuracy of a regression on the trusted ones,
 * which it does not learn from, nor from copies of them. Nothing is changed.
 * @throws {WinnowError} read_only, no_embeddings, bad_query; bad_request where there are too few samples to learn from or to
 *   judge by; AbortError
 */
export async function runAutoClean({ dataset, request, spaces, version }: AutoCleanJob, context: JobContext): Promise<Cleaned> {
  const db = writerOf(dataset);
  const started = performance.now();
  const { signal, report: tell } = context;
  const { seed = 0 } = request;
  const model = storedModel(db);
  const trustedIds = await trustedSamples(dataset, request);
  const parameters = {
    trusted: trustedIds.length,
    model: model.manifest.name,
    sha256: model.manifest.sha256,
    folds: FOLDS,
    seed,
  };
  const run = { kind: AUTO_CLEAN_RUN, parameters, version, signal };
  const tryAll = async (): Promise<Cleaned> => {
    tell({ stage: 'Reading vectors', done: 0, total: null });
    const samples = await labelledVectors(dataset, model, spaces, context);
    tell({ stage: 'Looking for what may be wrong', done: 0, total: null });
    const detectors = await cleaningDetectors(dataset, samples, signal);
    const labels = await withoutRemoved(dataset, samples);
    tell({ stage: 'Trying repairs', done: 0, total: null });
    const { vectors, dimensions, classes, groups } = samples;
    const input = {
      ...{ features: vectors, dimensions, labels, classes: classes.length, groups, detectors },
      ...{ trusted: rowsOf(samples.ids, trustedIds), folds: FOLDS, seed, threads: availableParallelism() },
    };
    const options = { signal, onProgress: tell };
    const result = await withRegressionWorker((client) => client.call('autoClean', input, options));
    const seconds = (performance.now() - started) / 1000;
    const report = { ...reportOf(result, classes), model: model.manifest.title, seed, seconds };
    return { report, kept: result.tries.map((one) => keptStep(one, samples)) };
  };
  return inRun(db, run, tryAll, ({ report }) => report);
}

async function trustedSamples(dataset: Dataset, { trusted }: AutoCleanRequest): Promise<Uint32Array> {
  const ids = await matchingSamples(dataset, trusted);
  if (ids.length > 0) return ids;
  throw new WinnowError(
    'bad_request',
    'No sample is trusted: the query for them matches none. Look through some hundred samples of all classes, mend their labels, and tag them "trusted".',
  );
}

/** What is tagged "remove" is decided: neither learned from nor judged by. */
async function withoutRemoved(dataset: Dataset, { ids, labels }: LabelledVectors): Promise<Int32Array<ArrayBuffer>> {
  const removed = await matchingSamples(dataset, { ...DEFAULT_QUERY, filter: { kind: 'equals', field: 'tag', value: 'remove' } });
  const left = Int32Array.from(labels);
  for (const row of rowsOf(ids, removed)) left[row] = NO_CLASS;
  return left;
}

function reportOf(
  { tries, ...result }: AutoCleanResult & Pick<AutoCleanReport, 'cost'>,
  classes: readonly string[],
): Omit<AutoCleanReport, 'model' | 'seed' | 'seconds'> {
  return { ...result, classes: classes.length, steps: tries.map((one) => stepOf(one, classes)) };
}

function stepOf(
  { detector, removedShares, unevenClasses, touched, given: _, ...rest }: CleaningTry,
  classes: readonly string[],
): CleaningStep {
  const lossOf = (label: number): ClassLoss => ({ class: classes[label] ?? '', share: removedShares[label] ?? 0 });
  const losing = Array.from(removedShares.keys()).filter((label) => (removedShares[label] ?? 0) > 0);
  const largestFirst = losing.map(lossOf).toSorted((a, b) => b.share - a.share);
  return {
    ...rest,
    detector: kindOf(detector),
    touched: touched.length,
    losses: largestFirst.slice(0, MOST_LOSSES),
    uneven: unevenClasses.map(lossOf),
  };
}

function kindOf(detector: string): IssueKind {
  if (isIssueKind(detector)) return detector;
  throw new WinnowError('internal', `There is no kind of issue "${detector}".`);
}

function keptStep({ repair, touched, given }: CleaningTry, { ids, classes }: LabelledVectors): KeptStep {
  const own = touched.map((row) => ids[row] ?? 0);
  if (repair !== 'relabel') return { repair, ids: own };
  return { repair, ids: own, places: Uint32Array.from(given ?? []), classes };
}
