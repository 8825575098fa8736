import type { Steps } from '../duplicates/steps.ts';
import { invertPositive } from './invert-positive.ts';
import type { RegressionThread } from './regression-memory.ts';
import { blocksOf, type RowRange } from './softmax-loss.ts';

/** Multiplies coefficients, in place, by something near the inverse of the loss's second derivatives. */
export type Precondition = (vector: Float64Array) => void;

/** Multiplications by the kernel in the time of one in plain loops. */
const KERNEL_IS_FASTER = 10;
/** Evaluations it saves, by measurement: 20 to 40. */
const SAVED = 20;
/** Rows per dimension that the products of columns are taken of. */
const ROWS_PER_DIMENSION = 4;
/** Nearly none, but the matrix must have an inverse. */
export const INTERCEPT_PENALTY = 1e-6;
/** Multiplications between two yields. */
const STEP = 16_000_000;

/**
 * The second derivatives are Σ p(1-p) x xᵀ within a class; with p the class's share of all rows, and the mean of that over
 * classes, they are one matrix for all (after Böhning, Multinomial logistic regression algorithm, 1992, who bounds them by ½).
 * L-BFGS then needs about half as many evaluations. Where the matrix costs more than they do: one number in its place.
 * @param fits that it will serve; it lies in the thread's `square`, so it serves until the next one is made
 */
export function* curvature(
  thread: RegressionThread,
  ranges: readonly RowRange[],
  cost: number,
  fits: number,
): Steps<Precondition> {
  const { plan, coefficients, gradient } = thread;
  const saved = (fits * SAVED * 2 * rowsIn(ranges) * plan.stride * plan.paddedClasses) / KERNEL_IS_FASTER;
  if (saved < plan.stride ** 3 / 2) return byOneNumber(thread, ranges, curvatureWeight(thread, ranges, cost));
  yield* fillInverse(thread, ranges, cost);
  return (vector) => {
    coefficients.set(vector);
    thread.multiplyBySquare();
    vector.set(gradient);
  };
}

/** Leaves the inverse of (`curvatureWeight` · mean of x xᵀ + what is penalised) in the thread's `square`. */
export function* fillInverse(thread: RegressionThread, ranges: readonly RowRange[], cost: number): Steps<void> {
  yield* fillSquare(thread, ranges, rowsIn(ranges), curvatureWeight(thread, ranges, cost));
  thread.square.set(yield* invertPositive(Float64Array.from(thread.square), thread.plan.stride));
}

/** cost · sum of weights · mean over classes of p(1-p), p the class's share. */
export function curvatureWeight({ plan, labels, weights }: RegressionThread, ranges: readonly RowRange[], cost: number): number {
  const ofClass = new Float64Array(plan.classes);
  let total = 0;
  for (const { from, upto } of ranges) {
    for (let row = from; row < upto; row++) {
      total += weights[row] as number;
      ofClass[labels[row] as number] = (ofClass[labels[row] as number] as number) + (weights[row] as number);
    }
  }
  const present = ofClass.filter((weight) => weight > 0);
  const spread = present.reduce((sum, weight) => sum + (weight / total) * (1 - weight / total), 0) / Math.max(1, present.length);
  return cost * total * spread;
}

const rowsIn = (ranges: readonly RowRange[]): number => ranges.reduce((sum, { from, upto }) => sum + upto - from, 0);

/** weight · mean of x xᵀ, plus 1 for what is penalised. */
function* fillSquare(thread: RegressionThread, ranges: readonly RowRange[], rows: number, weight: number): Steps<void> {
  const { square, plan } = thread;
  const { stride, dimensions } = plan;
  square.fill(0);
  const every = Math.max(1, Math.floor(rows / (ROWS_PER_DIMENSION * stride)));
  let taken = 0;
  let since = 0;
  let number = 0;
  for (const { from, upto } of blocksOf(ranges)) {
    if (number++ % every !== 0) continue;
    thread.addToSquare(from, upto);
    taken += upto - from;
    since += (upto - from) * stride * stride;
    if (since > STEP) {
      since = 0;
      yield 0;
    }
  }
  for (let i = 0; i < square.length; i++) square[i] = ((square[i] as number) * weight) / taken;
  for (let i = 0; i < stride; i++) {
    const at = i * stride + i;
    square[at] = (square[at] as number) + (i === dimensions ? INTERCEPT_PENALTY : 1);
  }
}

function byOneNumber({ features, plan }: RegressionThread, ranges: readonly RowRange[], weight: number): Precondition {
  let [squares, rows] = [0, 0];
  for (const { from, upto } of ranges) {
    for (let i = from * plan.stride; i < upto * plan.stride; i++) squares += (features[i] as number) ** 2;
    rows += upto - from;
  }
  const factor = 1 / (1 + (weight * squares) / Math.max(1, rows));
  return (vector) => {
    for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) * factor;
  };
}
