import { Worker } from 'node:worker_threads';
import { autoClean } from '../auto-clean/auto-clean.ts';
import { labelDetector, labelsWithoutTrusted } from '../auto-clean/suspects.ts';
import { stepByStep } from '../duplicates/steps.ts';
import { checkpointFor } from '../query/turns.ts';
import { workerChannel } from '../rpc/channel.ts';
import { connect } from '../rpc/client.ts';
import { entryUrl } from '../rpc/entry-url.ts';
import { type Handlers, transfer } from '../rpc/serve.ts';
import type { RegressionCalls, RegressionProgress } from './calls.ts';
import { DEFAULT_REGRESSION, type RegressionOptions } from './fit-softmax.ts';
import { influences } from './influences.ts';
import {
  collectFolds,
  type FittedFold,
  fitFold,
  foldPrecondition,
  type OutOfFold,
  type PreparedFolds,
  prepareFolds,
} from './out-of-fold.ts';
import { openThread } from './regression-memory.ts';

/** What progress is told in: thousandths. */
const WHOLE = 1000;
/** Share of the work that fitting is. */
const FITTING = 0.9;

/** The calls of the regression worker. */
export const regressionHandlers: Handlers<RegressionCalls> = {
  outOfFold: async (input, { signal, progress }) => {
    const tell = tellingMore(progress);
    const result = await predictFolds(input, signal, (share) => tell(FITTING * share));
    const ofInfluences = (share: number): void => tell(FITTING + (1 - FITTING) * share);
    const influence = await stepByStep(influences(input), checkpointFor(signal), ofInfluences);
    ofInfluences(1);
    const { probabilities, foldOf, unjudged } = result;
    return transfer({ ...result, influence }, [probabilities.values.buffer, foldOf.buffer, unjudged.buffer, influence.buffer]);
  },
  fitFolds: async ({ prepared, folds, thread }, { signal, progress }) => {
    const onDone = (done: number): void => progress({ done: Math.floor(done * WHOLE), total: folds.length * WHOLE });
    const fitted = await fitHere(prepared, folds, thread, signal, onDone);
    return transfer(
      fitted,
      fitted.flatMap((fold) => (fold === null ? [] : [fold.held.buffer, fold.unlabelled.buffer])),
    );
  },
  autoClean: async (input, { signal, progress }) => {
    const tell = tellingMore(progress);
    const labels = labelsWithoutTrusted(input);
    const { predicted, options } = await predictBest({ ...input, labels }, signal, (share) => tell(share * SHARE_OF_FOLDS));
    const detector = await stepByStep(labelDetector(predicted, labels), checkpointFor(signal), () => {});
    const detectors = [detector, ...input.detectors].filter(({ rows }) => rows.length > 0);
    const onDone = (share: number): void => tell(SHARE_OF_FOLDS + (1 - SHARE_OF_FOLDS) * share);
    const result = await stepByStep(autoClean({ ...input, detectors, options }), checkpointFor(signal), onDone);
    return { ...result, cost: options.cost };
  },
};

/** Of the time that an automatic cleaning takes, about. */
const SHARE_OF_FOLDS = 0.35;
/** Tried by an automatic cleaning: the default was found for many samples, of few more has to be learned from each. */
const COSTS: readonly number[] = [DEFAULT_REGRESSION.cost, 0.01, 0.05];

/** Out-of-fold probabilities by the cost that tells the labels best which it has not seen, the least of equal ones. */
async function predictBest(
  { features, dimensions, classes, groups, labels, folds, seed, threads }: RegressionCalls['outOfFold']['input'],
  signal: AbortSignal,
  onDone: (share: number) => void,
): Promise<{ readonly predicted: OutOfFold; readonly options: RegressionOptions }> {
  const tried = [];
  for (const [at, cost] of COSTS.entries()) {
    const options = { ...DEFAULT_REGRESSION, cost };
    const input = { features, dimensions, classes, groups, labels, folds, seed, threads, options };
    const predicted = await predictFolds(input, signal, (share) => onDone((at + share) / COSTS.length));
    tried.push({ predicted, options });
  }
  const [best] = tried.toSorted((a, b) => b.predicted.accuracy - a.predicted.accuracy);
  if (best === undefined) throw new Error('There is no cost to try.');
  return best;
}

async function predictFolds(
  input: RegressionCalls['outOfFold']['input'],
  signal: AbortSignal,
  onDone: (share: number) => void,
): Promise<OutOfFold> {
  const threads = Math.max(1, Math.min(input.threads, input.folds));
  const prepared = await stepByStep(prepareFolds(input, threads), checkpointFor(signal), () => {});
  const fitted = await inThreads(prepared, threads, signal, onDone);
  return collectFolds(input, prepared, fitted);
}

function tellingMore(progress: (progress: RegressionProgress) => void): (share: number) => void {
  let told = 0;
  return (share) => {
    const done = Math.floor(share * WHOLE);
    if (done > told) progress({ done, total: WHOLE });
    told = Math.max(told, done);
  };
}

/** Every thread takes every so many-eth fold; the first are done here, the others by helpers that end with the call. */
async function inThreads(
  prepared: PreparedFolds,
  threads: number,
  signal: AbortSignal,
  onDone: (share: number) => void,
): Promise<readonly (FittedFold | null)[]> {
  const count = prepared.folds.length;
  const done = new Float64Array(threads);
  const tell = (thread: number, folds: number): void => {
    done[thread] = folds;
    onDone(done.reduce((sum, ofThread) => sum + ofThread, 0) / count);
  };
  const foldsOf = (thread: number): number[] =>
    Array.from({ length: count }, (_, fold) => fold).filter((fold) => fold % threads === thread);
  const helpers = Array.from({ length: threads - 1 }, () => new Worker(entryUrl('regression/regression.worker')));
  try {
    const ofHelpers = helpers.map((helper, at) => {
      const input = { prepared, folds: foldsOf(at + 1), thread: at + 1 };
      const onProgress = ({ done: thousandths }: RegressionProgress): void => tell(at + 1, thousandths / WHOLE);
      return connect<RegressionCalls>(workerChannel(helper)).call('fitFolds', input, { signal, onProgress });
    });
    const here = fitHere(prepared, foldsOf(0), 0, signal, (folds) => tell(0, folds));
    const ofThreads = await Promise.all([here, ...ofHelpers]);
    return Array.from({ length: count }, (_, fold) => ofThreads[fold % threads]?.[Math.floor(fold / threads)] ?? null);
  } finally {
    await Promise.all(helpers.map((helper) => helper.terminate()));
  }
}

/** @param onDone is told how many of the folds are done, and parts of one @throws AbortError on cancel */
async function fitHere(
  prepared: PreparedFolds,
  folds: readonly number[],
  number: number,
  signal: AbortSignal,
  onDone: (folds: number) => void,
): Promise<readonly (FittedFold | null)[]> {
  const checkpoint = checkpointFor(signal);
  const thread = openThread(prepared.shared, number);
  const precondition = await stepByStep(foldPrecondition(thread, prepared), checkpoint, () => {});
  const fitted: (FittedFold | null)[] = [];
  for (const [before, fold] of folds.entries()) {
    const steps = fitFold(thread, prepared, fold, precondition);
    fitted.push(await stepByStep(steps, checkpoint, (share) => onDone(before + share)));
    onDone(before + 1);
  }
  return fitted;
}
