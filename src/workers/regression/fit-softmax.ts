import type { Steps } from '../duplicates/steps.ts';
import { NO_CLASS, type Probabilities } from '../label-quality/probabilities.ts';
import { curvature, type Precondition } from './curvature.ts';
import { type FeatureScaling, type FittedScaling, fitScaling, isFiniteRow, scaleRow } from './feature-scaling.ts';
import { minimise } from './minimise.ts';
import {
  createRegressionMemory,
  openThread,
  planMemory,
  type RegressionThread,
  roundUp,
  rowsOf,
  type SharedRegression,
} from './regression-memory.ts';
import { TILE_ROWS } from './softmax-kernel.ts';
import { NEVER, predictRange, type RowRange, softmaxLoss } from './softmax-loss.ts';

export interface RegressionOptions {
  /** Weight of the losses against the squares of the coefficients: scikit-learn's C. */
  readonly cost: number;
  readonly scaling: FeatureScaling;
  /** Ends where no more than this is expected to be gained of the mean loss. Probabilities differ by about its square root. */
  readonly tolerance: number;
  readonly mostIterations: number;
}

/**
 * Probabilities within about .001 of those of the minimum. Cost and scaling found most flipped labels of photos of clothes: costs from
 * .001 to .003 are about as good with features of MobileNetV2, and .003 with the built-in ones (bench/regression.ts).
 */
export const DEFAULT_REGRESSION: RegressionOptions = { cost: 0.002, scaling: 'length', tolerance: 1e-7, mostIterations: 200 };

export interface LabelledFeatures {
  /** n × dimensions, row by row. */
  readonly features: Float32Array;
  readonly dimensions: number;
  /** Place of the class by row; NO_CLASS, or one beyond the classes, takes no part. */
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Coefficients belong to scaled features; the last of each row is the intercept, NEVER where no sample has the class. */
export interface SoftmaxModel {
  readonly classes: number;
  readonly scaling: FittedScaling;
  /** classes × (dimensions + 1). */
  readonly coefficients: Float64Array;
  readonly iterations: number;
  /** False: it ended at the most iterations, or where rounding hides any further gain. */
  readonly isConverged: boolean;
}

const ROWS_A_STEP = 1000;
/** Rows predicted in one memory. */
const PREDICTED_ROWS = 8192;

/**
 * Multinomial logistic regression: minimises cost · sum of weighted logarithmic losses + half the squares of the coefficients,
 * the intercepts not among them, as scikit-learn's LogisticRegression does. Rows that are not finite take no part.
 * @param weights by row, none negative; null: all 1 @returns null where no row takes part
 */
export function* fitSoftmax(
  input: LabelledFeatures & { readonly weights?: Float32Array | null },
  options: RegressionOptions = DEFAULT_REGRESSION,
): Steps<SoftmaxModel | null> {
  const { features, dimensions, classes, weights = null } = input;
  const rows = labelledRows(input);
  if (rows.length === 0) return null;
  const scaling = yield* fitScaling(features, dimensions, rows, options.scaling);
  const order = paddedOrder(rows);
  const shared = createRegressionMemory(planMemory(order.length, dimensions, classes, 1));
  yield* placeRows(shared, input, scaling, order, weights);
  const thread = openThread(shared, 0);
  const ranges = [{ from: 0, upto: order.length }];
  const fitted = yield* fitRanges(thread, ranges, yield* curvature(thread, ranges, options.cost, 1), options);
  return { classes, scaling, ...fitted, coefficients: unpadded(thread, fitted.coefficients) };
}

/** @param features n × dimensions @returns n × classes; NaN where a row is not finite */
export function* predictSoftmax(model: SoftmaxModel, features: Float32Array): Steps<Probabilities> {
  const { classes, scaling } = model;
  const dimensions = scaling.mean.length;
  const rows = features.length / dimensions;
  const values = new Float32Array(rows * classes).fill(Number.NaN);
  const finite: number[] = [];
  for (let row = 0; row < rows; row++) if (isFiniteRow(features, row, dimensions)) finite.push(row);
  const memory = createRegressionMemory(
    planMemory(roundUp(Math.min(PREDICTED_ROWS, Math.max(1, finite.length)), TILE_ROWS), dimensions, classes, 1),
  );
  const thread = openThread(memory, 0);
  const coefficients = padded(thread, model.coefficients);
  const labels = new Int32Array(rows);
  for (let start = 0; start < finite.length; start += PREDICTED_ROWS) {
    const order = paddedOrder(Uint32Array.from(finite.slice(start, start + PREDICTED_ROWS)));
    yield* placeRows(memory, { features, dimensions, labels, classes }, scaling, order, null);
    yield* predictRange(thread, coefficients, { from: 0, upto: order.length }, (row, probabilities, at) => {
      const sample = order[row] as number;
      if (sample >= 0) writeProbabilities(coefficients, thread, probabilities, at, values, sample * classes);
    });
  }
  return { classes, values };
}

/** Rows that have a class and are finite, ascending. */
export function labelledRows({ features, dimensions, labels, classes }: LabelledFeatures): Uint32Array<ArrayBuffer> {
  const rows: number[] = [];
  labels.forEach((label, row) => {
    if (label > NO_CLASS && label < classes && isFiniteRow(features, row, dimensions)) rows.push(row);
  });
  return Uint32Array.from(rows);
}

/** A row of the memory that holds none of the input. */
const PADDING = -1;

/** Row of the input by row of the memory, filled up to whole tiles. */
export function paddedOrder(rows: ArrayLike<number>): Int32Array<ArrayBuffer> {
  const order = new Int32Array(roundUp(rows.length, TILE_ROWS)).fill(PADDING);
  order.set(rows);
  return order;
}

/** Writes scaled rows, their labels and weights to the memory. */
export function* placeRows(
  shared: SharedRegression,
  { features, dimensions, labels }: LabelledFeatures,
  scaling: FittedScaling,
  order: Int32Array,
  weights: Float32Array | null,
): Steps<void> {
  const { stride } = shared.plan;
  const rows = rowsOf(shared);
  for (const [row, sample] of order.entries()) {
    if (row % ROWS_A_STEP === 0) yield row / order.length;
    const isPadding = sample === PADDING;
    rows.labels[row] = isPadding ? 0 : Math.max(0, labels[sample] as number);
    rows.weights[row] = isPadding ? 0 : (weights?.[sample] ?? 1);
    if (isPadding) rows.features.fill(0, row * stride, (row + 1) * stride);
    else {
      scaleRow(features, sample, scaling, rows.features, row * stride);
      rows.features[row * stride + dimensions] = 1;
    }
  }
}

export interface FittedRanges {
  /** paddedClasses × stride. */
  readonly coefficients: Float64Array;
  readonly iterations: number;
  readonly isConverged: boolean;
}

/** Fits to the rows in some ranges of the memory, with the labels and weights that stand there. */
export function* fitRanges(
  thread: RegressionThread,
  ranges: readonly RowRange[],
  precondition: Precondition,
  { cost, tolerance, mostIterations }: RegressionOptions,
  start: Float64Array | null = null,
): Steps<FittedRanges> {
  const { stride, dimensions } = thread.plan;
  const { ofClass, total } = weightOfClasses(thread, ranges);
  const from = start?.slice() ?? new Float64Array(ofClass.length * stride);
  ofClass.forEach((weight, label) => {
    const intercept = label * stride + dimensions;
    if (weight === 0) from.fill(0, label * stride, (label + 1) * stride);
    if (weight === 0) from[intercept] = NEVER;
    else if (start === null || from[intercept] === NEVER) from[intercept] = Math.log((weight * thread.plan.classes) / total);
  });
  const loss = softmaxLoss(thread, ranges, cost, precondition);
  const { at, iterations, isConverged } = yield* minimise(loss, from, { tolerance: tolerance * cost * total, mostIterations });
  return { coefficients: at, iterations, isConverged };
}

/** By class, those that fill up tiles included. */
function weightOfClasses({ plan, labels, weights }: RegressionThread, ranges: readonly RowRange[]) {
  const ofClass = new Float64Array(plan.paddedClasses);
  let total = 0;
  for (const { from, upto } of ranges) {
    for (let row = from; row < upto; row++) {
      total += weights[row] as number;
      ofClass[labels[row] as number] = (ofClass[labels[row] as number] as number) + (weights[row] as number);
    }
  }
  return { ofClass, total };
}

/** Of the classes of a row of the kernel's probabilities; exactly 0 where no sample had the class. */
export function writeProbabilities(
  coefficients: Float64Array,
  { plan: { classes, stride, dimensions } }: RegressionThread,
  probabilities: Float32Array<ArrayBuffer | SharedArrayBuffer>,
  at: number,
  into: Float32Array,
  start: number,
): void {
  for (let label = 0; label < classes; label++) {
    into[start + label] = coefficients[label * stride + dimensions] === NEVER ? 0 : (probabilities[at + label] as number);
  }
}

function unpadded({ plan: { classes, stride, dimensions } }: RegressionThread, coefficients: Float64Array): Float64Array {
  const kept = new Float64Array(classes * (dimensions + 1));
  for (let label = 0; label < classes; label++) {
    kept.set(coefficients.subarray(label * stride, label * stride + dimensions + 1), label * (dimensions + 1));
  }
  return kept;
}

function padded(
  { plan: { classes, paddedClasses, stride, dimensions } }: RegressionThread,
  coefficients: Float64Array,
): Float64Array {
  const filled = new Float64Array(paddedClasses * stride);
  for (let label = 0; label < paddedClasses; label++) {
    const start = label * (dimensions + 1);
    if (label < classes) filled.set(coefficients.subarray(start, start + dimensions + 1), label * stride);
    else filled[label * stride + dimensions] = NEVER;
  }
  return filled;
}
