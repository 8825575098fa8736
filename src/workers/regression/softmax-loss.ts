import type { Steps } from '../duplicates/steps.ts';
import type { Objective } from './minimise.ts';
import { BLOCK_ROWS, type RegressionThread } from './regression-memory.ts';

/** Multiplications between two yields: a millisecond or two. */
const STEP = 16_000_000;
/** Bias of a class that no sample has: e to this power is 0. */
export const NEVER = -1e30;

/** Rows from … upto, both multiples of TILE_ROWS. */
export interface RowRange {
  readonly from: number;
  readonly upto: number;
}

/** Cuts ranges into blocks, each in one range. */
export function* blocksOf(ranges: readonly RowRange[]): Generator<RowRange, void, void> {
  for (const { from, upto } of ranges) {
    for (let row = from; row < upto; row += BLOCK_ROWS) yield { from: row, upto: Math.min(upto, row + BLOCK_ROWS) };
  }
}

/**
 * Multinomial logistic regression of the rows in some ranges: cost · sum of weight · logarithmic loss, plus half the squares of
 * all coefficients but the intercepts, as in scikit-learn's LogisticRegression. Coefficients are paddedClasses × stride; those of
 * a class whose intercept is NEVER stay as they are.
 */
export function softmaxLoss(
  thread: RegressionThread,
  ranges: readonly RowRange[],
  cost: number,
  precondition: Objective['precondition'],
): Objective {
  const { plan, labels, weights, coefficients, gradient, logits, sums } = thread;
  const { stride, dimensions, paddedClasses } = plan;
  return {
    precondition,
    *evaluate(at, slope) {
      coefficients.set(at);
      gradient.fill(0);
      let loss = 0;
      let since = 0;
      for (const { from, upto } of blocksOf(ranges)) {
        thread.fillLogits(from, upto);
        for (let row = from; row < upto; row++) {
          loss -= (weights[row] as number) * (logits[(row - from) * paddedClasses + (labels[row] as number)] as number);
        }
        thread.turnToProbabilities(from, upto, true);
        for (let row = from; row < upto; row++) {
          const weight = weights[row] as number;
          const label = (row - from) * paddedClasses + (labels[row] as number);
          loss += weight * ((sums[2 * (row - from)] as number) + Math.log(sums[2 * (row - from) + 1] as number));
          logits[label] = (logits[label] as number) - weight;
        }
        thread.addToGradient(from, upto);
        since += 2 * (upto - from) * stride * paddedClasses;
        if (since > STEP) {
          since = 0;
          yield 0;
        }
      }
      return cost * loss + addPenalty(at, slope);
    },
  };

  function addPenalty(at: Float64Array, slope: Float64Array): number {
    let squares = 0;
    for (let start = 0; start < at.length; start += stride) {
      const bias = start + dimensions;
      const isNever = at[bias] === NEVER;
      for (let i = start; i < start + stride; i++) {
        const penalty = i === bias ? 0 : (at[i] as number);
        squares += penalty * penalty;
        slope[i] = isNever ? 0 : cost * (gradient[i] as number) + penalty;
      }
    }
    return squares / 2;
  }
}

/** Probabilities of the rows in a range, by these coefficients. @param write is given each row and where its numbers begin */
export function* predictRange(
  thread: RegressionThread,
  coefficients: Float64Array,
  range: RowRange,
  write: (row: number, probabilities: Float32Array<ArrayBuffer | SharedArrayBuffer>, at: number) => void,
): Steps<void> {
  const { plan, logits } = thread;
  thread.coefficients.set(coefficients);
  let since = 0;
  for (const { from, upto } of blocksOf([range])) {
    thread.fillLogits(from, upto);
    thread.turnToProbabilities(from, upto, false);
    for (let row = from; row < upto; row++) write(row, logits, (row - from) * plan.paddedClasses);
    since += (upto - from) * plan.stride * plan.paddedClasses;
    if (since > STEP) {
      since = 0;
      yield from / plan.rows;
      thread.coefficients.set(coefficients);
    }
  }
}
