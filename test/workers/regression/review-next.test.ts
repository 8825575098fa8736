import { describe, expect, test } from 'vitest';
import { type LearningPoint, nextGain, noFurtherGainExpected } from '../../../src/shared/learning-curve.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { expectedGain, reviewOrder } from '../../../src/workers/regression/expected-gain.ts';
import { DEFAULT_REGRESSION, fitSoftmax, predictSoftmax } from '../../../src/workers/regression/fit-softmax.ts';
import { influences } from '../../../src/workers/regression/influences.ts';
import { outOfFold } from '../../../src/workers/regression/out-of-fold.ts';
import { madeClusters } from './made-clusters.ts';

describe('influence', () => {
  const made = madeClusters({ rows: 200, flippedShare: 0.1, seed: 3 });

  test('tells how far a corrected label moves what is said of all rows', () => {
    const options = { ...DEFAULT_REGRESSION, cost: 0.02, tolerance: 1e-10, scaling: 'none' } as const;
    const influence = atOnce(influences({ ...made, options }));
    const logProbabilities = (labels: Int32Array): Float32Array => {
      const model = atOnce(fitSoftmax({ ...made, labels }, options));
      if (model === null) throw new Error('nothing was fitted');
      return atOnce(predictSoftmax(model, made.features)).values.map(Math.log);
    };
    const before = logProbabilities(made.labels);
    const moved = Array.from({ length: 24 }, (_, row) => {
      const labels = made.labels.slice();
      labels[row] = ((labels[row] ?? 0) + 1) % made.classes;
      const after = logProbabilities(labels);
      return Math.sqrt(after.reduce((sum, value, at) => sum + (value - (before[at] ?? 0)) ** 2, 0) / after.length);
    });
    expect(correlation([...influence.subarray(0, 24)], moved)).toBeGreaterThan(0.6);
  });

  test('is missing where a label or a feature is', () => {
    const labels = made.labels.slice();
    labels[3] = -1;
    const features = made.features.slice();
    features[5 * made.dimensions] = Number.NaN;
    const influence = atOnce(influences({ ...made, features, labels }));
    expect([...influence.keys()].filter((row) => Number.isNaN(influence[row]))).toEqual([3, 5]);
  });

  test('is none where all have one class', () => {
    expect(atOnce(influences({ ...made, labels: new Int32Array(200) }))).toEqual(new Float32Array(200));
  });
});

/** Of ranks (Spearman). */
function correlation(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]): number[] => {
    const order = values.map((_, at) => at).sort((x, y) => (values[x] ?? 0) - (values[y] ?? 0));
    const places = new Array<number>(values.length);
    for (const [rank, at] of order.entries()) places[at] = rank;
    return places;
  };
  const [left, right] = [ranks(a), ranks(b)];
  const n = a.length;
  const squares = left.reduce((sum, rank, at) => sum + (rank - (right[at] ?? 0)) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

describe('what to review next', () => {
  test('is ordered by probability of error times influence; what is missing is left out', () => {
    const values = Float32Array.of(0.9, 0.1, 0.5, 0.5, 0.2, 0.8, Number.NaN, Number.NaN, 0.4, 0.6);
    const labels = Int32Array.of(0, 0, 0, 1, -1);
    const gains = expectedGain({ classes: 2, values }, labels, Float32Array.of(1, 1, 3, 1, 1));
    expect([...gains].map((gain) => Math.round(gain * 10) / 10)).toEqual([0.1, 0.5, 2.4, Number.NaN, Number.NaN]);
    expect([...reviewOrder(gains)]).toEqual([2, 1, 0]);
  });

  test('begins with flipped labels', () => {
    const made = madeClusters({ rows: 300, flippedShare: 0.1 });
    const { probabilities } = atOnce(outOfFold({ ...made, groups: null, folds: 5, seed: 1 }));
    const order = reviewOrder(expectedGain(probabilities, made.labels, atOnce(influences(made))));
    const flipped = new Set(made.flipped);
    expect([...order.subarray(0, 20)].filter((row) => flipped.has(row)).length).toBeGreaterThan(17);
  });
});

describe('a learning curve', () => {
  const curve = (...accuracies: readonly number[]): LearningPoint[] =>
    accuracies.map((accuracy, batch) => ({ reviewed: 30 * batch, accuracy, samples: 700 }));

  test('tells what the next batch will add', () => {
    expect(nextGain(curve(0.5, 0.7, 0.71, 0.72, 0.73))).toBeCloseTo(0.01, 6);
    expect(nextGain(curve(0.7, 0.71, 0.72))).toBeNull();
  });

  test.each([
    [[0.6, 0.64, 0.67, 0.7, 0.72], false],
    [[0.6, 0.7, 0.72, 0.72, 0.7205, 0.72], true],
    [[0.72, 0.72], false],
    [[0.72, 0.715, 0.712, 0.71], true],
  ] as const)('of %j: no further gain expected: %s', (accuracies, isExpected) => {
    expect(noFurtherGainExpected(curve(...accuracies))).toBe(isExpected);
  });
});
