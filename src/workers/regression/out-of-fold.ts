import { WinnowError } from '../../shared/errors.ts';
import type { Steps } from '../duplicates/steps.ts';
import { NO_CLASS, type Probabilities } from '../label-quality/probabilities.ts';
import { curvature, type Precondition } from './curvature.ts';
import { fitScaling, isFiniteRow } from './feature-scaling.ts';
import {
  DEFAULT_REGRESSION,
  fitRanges,
  type LabelledFeatures,
  labelledRows,
  paddedOrder,
  placeRows,
  type RegressionOptions,
  writeProbabilities,
} from './fit-softmax.ts';
import {
  createRegressionMemory,
  openThread,
  planMemory,
  type RegressionThread,
  type SharedRegression,
} from './regression-memory.ts';
import { predictRange, type RowRange } from './softmax-loss.ts';
import { NO_FOLD, stratifiedGroupFolds } from './stratified-group-folds.ts';

export interface OutOfFoldInput extends LabelledFeatures {
  /** Rows of one number (duplicates) are never in two folds; negative: a row by itself. */
  readonly groups: Int32Array | null;
  /** Of rows in training, none negative; null: all 1. */
  readonly weights?: Float32Array | null;
  readonly folds: number;
  readonly seed: number;
  readonly options?: RegressionOptions;
}

export interface OutOfFold {
  /**
   * Of a row with a label by the model that did not see its fold, of one without by the mean of all models. Missing where a row
   * is not finite, or where nothing is left to learn from.
   */
  readonly probabilities: Probabilities & { readonly values: Float32Array<ArrayBuffer> };
  /** By row, NO_FOLD where it has no label or is not finite. */
  readonly foldOf: Int16Array<ArrayBuffer>;
  /** Share of predicted rows with a label whose most probable class is that; NaN where there are none. */
  readonly accuracy: number;
  /** Rows whose class none of the other folds has, ascending: that its probability is 0 says nothing of them. */
  readonly unjudged: Uint32Array<ArrayBuffer>;
  /** Of all models; see SoftmaxModel. */
  readonly isConverged: boolean;
  readonly iterations: number;
}

/** Everything the threads need to fit folds. The memory is shared where there are several. */
export interface PreparedFolds {
  readonly shared: SharedRegression;
  readonly options: RegressionOptions;
  /** Rows of the memory of each fold that has any, and of rows without a label. */
  readonly folds: readonly RowRange[];
  readonly unlabelled: RowRange;
  /** Row of the input by row of the memory, or negative. */
  readonly order: Int32Array;
  readonly foldOf: Int16Array<ArrayBuffer>;
}

/** Of one model: probabilities of the rows it did not see, in the order of the memory. */
export interface FittedFold {
  readonly held: Float32Array<ArrayBuffer>;
  readonly unlabelled: Float32Array<ArrayBuffer>;
  readonly isConverged: boolean;
  readonly iterations: number;
}

/**
 * Probabilities of classes by models that did not see the row (k-fold cross-validation of `fitSoftmax`), in one thread. Same
 * input and seed, same bytes on the same machine. Every model starts from nothing: none has seen a row that it predicts.
 */
export function* outOfFold(input: OutOfFoldInput): Steps<OutOfFold> {
  const prepared = yield* prepareFolds(input, 1);
  const thread = openThread(prepared.shared, 0);
  const fitted: (FittedFold | null)[] = [];
  const precondition = yield* foldPrecondition(thread, prepared);
  for (const fold of prepared.folds.keys()) {
    const steps = fitFold(thread, prepared, fold, precondition);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) {
        fitted.push(step.value);
        break;
      }
      yield (fold + step.value) / prepared.folds.length;
    }
  }
  return collectFolds(input, prepared, fitted);
}

/** @throws {WinnowError} bad_request, where there are fewer than two folds or 4 GB do not hold the features */
export function* prepareFolds(input: OutOfFoldInput, threads: number): Steps<PreparedFolds> {
  const { features, dimensions, labels, classes, groups, weights = null, folds, seed, options = DEFAULT_REGRESSION } = input;
  if (folds < 2) throw new WinnowError('bad_request', `There are ${folds} folds; out-of-fold probabilities take two or more.`);
  const learned = new Int32Array(labels.length).fill(NO_CLASS);
  for (const row of labelledRows(input)) learned[row] = labels[row] as number;
  const foldOf = stratifiedGroupFolds({ labels: learned, classes, groups, folds, seed });
  const rowsOfFold: number[][] = Array.from({ length: folds }, () => []);
  const rest: number[] = [];
  foldOf.forEach((fold, row) => {
    if (fold !== NO_FOLD) rowsOfFold[fold]?.push(row);
    else if (isFiniteRow(features, row, dimensions)) rest.push(row);
  });
  const scaling = yield* fitScaling(features, dimensions, Uint32Array.from([...rowsOfFold.flat(), ...rest]), options.scaling);
  const parts = [...rowsOfFold.filter(({ length }) => length > 0), rest].map(paddedOrder);
  const order = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  const ranges: RowRange[] = [];
  let from = 0;
  for (const part of parts) {
    order.set(part, from);
    ranges.push({ from, upto: from + part.length });
    from += part.length;
  }
  const shared = createRegressionMemory(planMemory(order.length, dimensions, classes, threads));
  yield* placeRows(shared, input, scaling, order, weights);
  const unlabelled = ranges.at(-1) ?? { from: 0, upto: 0 };
  return { shared, options, folds: ranges.slice(0, -1), unlabelled, order, foldOf };
}

/** Serves all folds: the matrix is of the rows of all of them, which no fold's minimum depends on. */
export function foldPrecondition(thread: RegressionThread, { folds, options }: PreparedFolds): Steps<Precondition> {
  return curvature(thread, folds, options.cost, folds.length);
}

/** @returns null where no rows are left to learn from */
export function* fitFold(
  thread: RegressionThread,
  { folds, unlabelled, options }: PreparedFolds,
  fold: number,
  precondition: Precondition,
): Steps<FittedFold | null> {
  const training = folds.filter((_, other) => other !== fold);
  const isEmpty = training.every(({ from, upto }) => thread.weights.subarray(from, upto).every((weight) => weight === 0));
  if (isEmpty) return null;
  const { coefficients, isConverged, iterations } = yield* fitRanges(thread, training, precondition, options);
  const held = folds[fold] ?? { from: 0, upto: 0 };
  return {
    held: yield* probabilitiesOf(thread, coefficients, held),
    unlabelled: yield* probabilitiesOf(thread, coefficients, unlabelled),
    ...{ isConverged, iterations },
  };
}

function* probabilitiesOf(thread: RegressionThread, coefficients: Float64Array, range: RowRange) {
  const { classes } = thread.plan;
  const values = new Float32Array((range.upto - range.from) * classes);
  yield* predictRange(thread, coefficients, range, (row, probabilities, at) =>
    writeProbabilities(coefficients, thread, probabilities, at, values, (row - range.from) * classes),
  );
  return values;
}

/** Puts what the models say into the order of the input. */
export function collectFolds(
  { labels, classes }: OutOfFoldInput,
  { folds, unlabelled, order, foldOf }: PreparedFolds,
  fitted: readonly (FittedFold | null)[],
): OutOfFold {
  const values = new Float32Array(labels.length * classes).fill(Number.NaN);
  const eachRow = ({ from, upto }: RowRange, visit: (sample: number, at: number) => void): void => {
    for (let row = from; row < upto; row++) {
      const sample = order[row] as number;
      if (sample >= 0) visit(sample, (row - from) * classes);
    }
  };
  const models = fitted.filter((model) => model !== null);
  folds.forEach((range, fold) => {
    const held = fitted[fold]?.held;
    if (held !== undefined) eachRow(range, (sample, at) => values.set(held.subarray(at, at + classes), sample * classes));
  });
  if (models.length > 0) {
    eachRow(unlabelled, (sample, at) => {
      for (let label = 0; label < classes; label++) {
        const sum = models.reduce((total, model) => total + (model.unlabelled[at + label] as number), 0);
        values[sample * classes + label] = sum / models.length;
      }
    });
  }
  return {
    probabilities: { classes, values },
    foldOf,
    accuracy: accuracyOf(values, labels, classes, foldOf),
    unjudged: unjudgedRows(labels, classes, foldOf),
    isConverged: models.every(({ isConverged }) => isConverged),
    iterations: models.reduce((sum, { iterations }) => sum + iterations, 0),
  };
}

function accuracyOf(values: Float32Array, labels: Int32Array, classes: number, foldOf: Int16Array): number {
  let [right, all] = [0, 0];
  foldOf.forEach((fold, row) => {
    if (fold === NO_FOLD || Number.isNaN(values[row * classes])) return;
    all++;
    const own = values.subarray(row * classes, (row + 1) * classes);
    if (own.indexOf(Math.max(...own)) === labels[row]) right++;
  });
  return right / all;
}

function unjudgedRows(labels: Int32Array, classes: number, foldOf: Int16Array): Uint32Array<ArrayBuffer> {
  const [anyFold, several] = [-1, -2];
  const foldOfClass = new Int32Array(classes).fill(anyFold);
  foldOf.forEach((fold, row) => {
    if (fold === NO_FOLD) return;
    const label = labels[row] as number;
    const known = foldOfClass[label] as number;
    foldOfClass[label] = known === anyFold || known === fold ? fold : several;
  });
  const rows: number[] = [];
  foldOf.forEach((fold, row) => {
    if (fold !== NO_FOLD && foldOfClass[labels[row] as number] === fold) rows.push(row);
  });
  return Uint32Array.from(rows);
}
