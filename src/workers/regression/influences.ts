import type { Steps } from '../duplicates/steps.ts';
import { curvatureWeight, fillInverse, INTERCEPT_PENALTY } from './curvature.ts';
import { fitScaling } from './feature-scaling.ts';
import {
  DEFAULT_REGRESSION,
  type LabelledFeatures,
  labelledRows,
  paddedOrder,
  placeRows,
  type RegressionOptions,
} from './fit-softmax.ts';
import { createRegressionMemory, openThread, planMemory, type RegressionThread } from './regression-memory.ts';

/**
 * How much a corrected label would move what the regression says of the others: the root mean square, over all rows with a
 * label, of the change of a logit. By influence functions (Koh & Liang 2017): one label corrected changes the coefficients of both
 * classes by H⁻¹ · cost · x, and so the logits of a row z by zᵀ H⁻¹ x · cost; H is the matrix of `curvature`, in place of the
 * second derivatives. A row like many others moves most; one far from all moves itself alone.
 * @returns by row; NaN where it has no label or is not finite. Labels change it little: it need not follow them
 */
export function* influences(
  input: LabelledFeatures & { readonly options?: RegressionOptions },
): Steps<Float32Array<ArrayBuffer>> {
  const { features, dimensions, labels, classes, options = DEFAULT_REGRESSION } = input;
  const found = new Float32Array(labels.length).fill(Number.NaN);
  const rows = labelledRows(input);
  if (rows.length === 0) return found;
  const order = paddedOrder(rows);
  const shared = createRegressionMemory(planMemory(order.length, dimensions, classes, 1));
  const scaling = yield* fitScaling(features, dimensions, rows, options.scaling);
  yield* placeRows(shared, input, scaling, order, null);
  const thread = openThread(shared, 0);
  const ranges = [{ from: 0, upto: order.length }];
  const weight = curvatureWeight(thread, ranges, options.cost);
  // Of one class there is nothing to be corrected.
  if (weight === 0) return found.fill(0);
  yield* fillInverse(thread, ranges, options.cost);
  // With H = weight · S + D, S the mean of z zᵀ: xᵀ H⁻¹ S H⁻¹ x = (xᵀ u - uᵀ D u) / weight, u = H⁻¹ x.
  const { stride } = thread.plan;
  for (const { row, turned } of turnedRows(thread)) {
    const sample = order[row];
    if (sample === undefined || sample < 0) continue;
    let sum = 0;
    for (let i = 0; i < stride; i++) {
      const value = thread.gradient[turned + i] as number;
      const penalty = i === dimensions ? INTERCEPT_PENALTY : 1;
      sum += (thread.features[row * stride + i] as number) * value - penalty * value * value;
    }
    found[sample] = options.cost * Math.sqrt(Math.max(0, sum) / weight);
    if (row % 64 === 0) yield row / order.length;
  }
  return found;
}

/** Each row of the memory, and where H⁻¹ times it begins in `gradient`; as many at once as there are classes. */
function* turnedRows(thread: RegressionThread): Generator<{ readonly row: number; readonly turned: number }, void, void> {
  const { plan, features, coefficients } = thread;
  const { rows, stride, paddedClasses } = plan;
  for (let from = 0; from < rows; from += paddedClasses) {
    const upto = Math.min(rows, from + paddedClasses);
    coefficients.set(features.subarray(from * stride, upto * stride));
    thread.multiplyBySquare();
    for (let row = from; row < upto; row++) yield { row, turned: (row - from) * stride };
  }
}
