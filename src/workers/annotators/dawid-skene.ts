import { WinnowError } from '../../shared/errors.ts';
import type { Steps } from '../duplicates/steps.ts';
import { NO_CLASS } from '../label-quality/probabilities.ts';
import type { Consensus } from './consensus.ts';
import { type Votes, type VotesBySample, votesBySample } from './votes.ts';

/** Votes times classes between two yields: a few milliseconds. */
const STEP = 1_000_000;
/** What stands for no votes at all, so that no single vote rules a class out [as crowd-kit]. */
const LEAST = 1e-10;
/** Probabilities, and as many numbers in all confusion matrices: a quarter of a gigabyte. */
const MOST_NUMBERS = 2 ** 25;

export interface DawidSkene extends Consensus {
  /** Sample × class: probability of each; zeros where nobody voted. */
  readonly posteriors: Float64Array<ArrayBuffer>;
  /** By class: how common it is. */
  readonly priors: Float64Array<ArrayBuffer>;
  /** Annotator × vote × class: how often the annotator gives that vote where the class is that one; 0 for votes never given. */
  readonly confusions: Float64Array<ArrayBuffer>;
  /** By annotator: share of their votes expected to be right; NaN without votes. */
  readonly accuracy: Float32Array<ArrayBuffer>;
  readonly iterations: number;
}

export interface DawidSkeneOptions {
  readonly maxIterations: number;
  /** Ends when the logarithm of the likelihood, by vote, grows by less. */
  readonly tolerance: number;
}

const DEFAULTS: DawidSkeneOptions = { maxIterations: 100, tolerance: 1e-6 };

/**
 * The classes that explain all votes best, if each annotator mistakes each class for each other at rates of their own:
 * expectation maximisation, starting from the shares of votes [Dawid & Skene 1979].
 * @throws {WinnowError} bad_request where matrices would not fit into memory
 */
export function* dawidSkene(votes: Votes, { maxIterations, tolerance }: DawidSkeneOptions = DEFAULTS): Steps<DawidSkene> {
  refuseTooLarge(votes);
  const model = startFromShares(votes);
  yield* maximise(model, 0);
  let likelihood = Number.NEGATIVE_INFINITY;
  let iterations = 0;
  while (iterations < maxIterations) {
    const done = iterations / maxIterations;
    const next = yield* expect(model, done);
    yield* maximise(model, done);
    iterations++;
    if (next - likelihood < tolerance * votes.samples.length) break;
    likelihood = next;
  }
  const { posteriors, priors, confusions } = model;
  return { ...mostProbable(model), posteriors, priors, confusions, accuracy: accuracyOf(model), iterations };
}

interface Model {
  readonly votes: Votes;
  readonly bySample: VotesBySample;
  readonly posteriors: Float64Array<ArrayBuffer>;
  readonly priors: Float64Array<ArrayBuffer>;
  readonly confusions: Float64Array<ArrayBuffer>;
  /** Their logarithms. */
  readonly logs: Float64Array;
}

/** Whether its matrices would not fit into memory. */
export function isTooLarge({ sampleCount, annotatorCount, classCount }: Votes): boolean {
  return Math.max(sampleCount, annotatorCount * classCount) * classCount > MOST_NUMBERS;
}

function refuseTooLarge(votes: Votes): void {
  if (!isTooLarge(votes)) return;
  const { sampleCount, annotatorCount, classCount } = votes;
  throw new WinnowError(
    'bad_request',
    `Dawid–Skene needs a matrix of ${classCount} × ${classCount} classes for each of ${annotatorCount} annotators and ${classCount} probabilities for each of ${sampleCount} samples, together more than fits into memory. Take the majority vote instead.`,
  );
}

function startFromShares(votes: Votes): Model {
  const { samples, classes, sampleCount, annotatorCount, classCount } = votes;
  const bySample = votesBySample(votes);
  const posteriors = new Float64Array(sampleCount * classCount);
  for (let place = 0; place < samples.length; place++) {
    const row = samples[place] as number;
    const at = row * classCount + (classes[place] as number);
    posteriors[at] = (posteriors[at] as number) + 1 / votesOn(bySample, row);
  }
  const size = annotatorCount * classCount ** 2;
  const [confusions, logs] = [new Float64Array(size), new Float64Array(size)];
  return { votes, bySample, posteriors, priors: new Float64Array(classCount), confusions, logs };
}

function votesOn({ starts }: VotesBySample, row: number): number {
  return (starts[row + 1] as number) - (starts[row] as number);
}

/** Priors and confusions from the posteriors. */
function* maximise(model: Model, done: number): Steps<void> {
  const { votes, bySample, posteriors, priors, confusions, logs } = model;
  const { samples, sampleCount, classCount } = votes;
  priors.fill(0);
  confusions.fill(0);
  const stretch = Math.ceil(STEP / classCount);
  for (let from = 0; from < samples.length; from += stretch) {
    countVotes(model, from, Math.min(samples.length, from + stretch));
    yield done;
  }
  for (let row = 0; row < sampleCount; row++) {
    if (votesOn(bySample, row) === 0) continue;
    for (let k = 0; k < classCount; k++) priors[k] = (priors[k] as number) + (posteriors[row * classCount + k] as number);
  }
  const total = sum(priors);
  for (let k = 0; k < classCount; k++) priors[k] = (priors[k] as number) / total;
  const size = classCount ** 2;
  let since = 0;
  for (let at = 0; at < confusions.length; at += size) {
    normalise(confusions.subarray(at, at + size), classCount);
    for (let i = at; i < at + size; i++) logs[i] = Math.log(confusions[i] as number);
    since += size;
    if (since < STEP) continue;
    since = 0;
    yield done;
  }
}

function countVotes({ votes, posteriors, confusions }: Model, from: number, to: number): void {
  const { samples, annotators, classes, classCount } = votes;
  for (let place = from; place < to; place++) {
    const at = ((annotators[place] as number) * classCount + (classes[place] as number)) * classCount;
    const row = (samples[place] as number) * classCount;
    for (let k = 0; k < classCount; k++) confusions[at + k] = (confusions[at + k] as number) + (posteriors[row + k] as number);
  }
}

/** Makes each class's column sum to 1 over the votes that the annotator has given at all. @param matrix vote × class */
function normalise(matrix: Float64Array, classCount: number): void {
  const sums = new Float64Array(classCount);
  for (let at = 0; at < matrix.length; at += classCount) {
    const row = matrix.subarray(at, at + classCount);
    if (sum(row) === 0) continue;
    for (let k = 0; k < classCount; k++) {
      row[k] = Math.max(LEAST, row[k] as number);
      sums[k] = (sums[k] as number) + (row[k] as number);
    }
  }
  for (let at = 0; at < matrix.length; at++) {
    if (matrix[at] !== 0) matrix[at] = (matrix[at] as number) / (sums[at % classCount] as number);
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}

/** Posteriors from priors and confusions. @returns logarithm of the likelihood of all votes */
function* expect(model: Model, done: number): Steps<number> {
  const { sampleCount, classCount } = model.votes;
  const { starts } = model.bySample;
  const logPriors = model.priors.map(Math.log);
  const work = new Float64Array(classCount);
  let likelihood = 0;
  let since = 0;
  for (let row = 0; row < sampleCount; row++) {
    if (starts[row] === starts[row + 1]) continue;
    likelihood += expectRow(model, logPriors, row, work);
    since += votesOn(model.bySample, row) * classCount;
    if (since < STEP) continue;
    since = 0;
    yield done;
  }
  return likelihood;
}

/** @param work room for a number a class @returns logarithm of the likelihood of the votes on this sample */
function expectRow(
  { votes, bySample, posteriors, logs }: Model,
  logPriors: Float64Array,
  row: number,
  work: Float64Array,
): number {
  const { annotators, classes, classCount } = votes;
  work.set(logPriors);
  for (let i = bySample.starts[row] as number; i < (bySample.starts[row + 1] as number); i++) {
    const place = bySample.places[i] as number;
    const at = ((annotators[place] as number) * classCount + (classes[place] as number)) * classCount;
    for (let k = 0; k < classCount; k++) work[k] = (work[k] as number) + (logs[at + k] as number);
  }
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < classCount; k++) most = Math.max(most, work[k] as number);
  let total = 0;
  for (let k = 0; k < classCount; k++) {
    work[k] = Math.exp((work[k] as number) - most);
    total += work[k] as number;
  }
  for (let k = 0; k < classCount; k++) posteriors[row * classCount + k] = (work[k] as number) / total;
  return most + Math.log(total);
}

function mostProbable({ votes, bySample, posteriors }: Model): Consensus {
  const { sampleCount, classCount } = votes;
  const classes = new Int32Array(sampleCount).fill(NO_CLASS);
  const confidence = new Float32Array(sampleCount).fill(Number.NaN);
  for (let row = 0; row < sampleCount; row++) {
    if (votesOn(bySample, row) === 0) continue;
    let best = 0;
    const at = row * classCount;
    for (let k = 1; k < classCount; k++) if ((posteriors[at + k] as number) > (posteriors[at + best] as number)) best = k;
    classes[row] = best;
    confidence[row] = posteriors[at + best] as number;
  }
  return { classes, confidence };
}

function accuracyOf({ votes, posteriors }: Model): Float32Array<ArrayBuffer> {
  const { samples, annotators, classes, annotatorCount, classCount } = votes;
  const [right, given] = [new Float64Array(annotatorCount), new Float64Array(annotatorCount)];
  for (let place = 0; place < samples.length; place++) {
    const annotator = annotators[place] as number;
    const probability = posteriors[(samples[place] as number) * classCount + (classes[place] as number)] as number;
    right[annotator] = (right[annotator] as number) + probability;
    given[annotator] = (given[annotator] as number) + 1;
  }
  return Float32Array.from(right, (sum, annotator) => sum / (given[annotator] as number));
}
