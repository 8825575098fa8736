import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { DEFAULT_REGRESSION, fitSoftmax, predictSoftmax } from '../../../src/workers/regression/fit-softmax.ts';
import { type OutOfFoldInput, outOfFold } from '../../../src/workers/regression/out-of-fold.ts';
import { NO_FOLD } from '../../../src/workers/regression/stratified-group-folds.ts';
import { foundShare } from './found-share.ts';
import { madeClusters } from './made-clusters.ts';

const inputOf = (made: ReturnType<typeof madeClusters>, changes: Partial<OutOfFoldInput> = {}): OutOfFoldInput => ({
  ...made,
  ...{ groups: null, folds: 5, seed: 7 },
  ...changes,
});
const rowOf = (values: Float32Array, row: number, classes: number): number[] => [
  ...values.subarray(row * classes, (row + 1) * classes),
];

describe('out-of-fold probabilities', () => {
  const made = madeClusters({ rows: 300, flippedShare: 0.1 });

  test('of a row are those of a model fitted without its fold', () => {
    const precise = { ...DEFAULT_REGRESSION, scaling: 'none', tolerance: 1e-11 } as const;
    const { probabilities, foldOf } = atOnce(outOfFold(inputOf(made, { options: precise })));
    const held = [...foldOf.keys()].filter((row) => foldOf[row] === 2);
    const labels = made.labels.map((label, row) => (foldOf[row] === 2 ? -1 : label));
    const model = atOnce(fitSoftmax({ ...made, labels }, precise));
    if (model === null) throw new Error('nothing was fitted');
    const { values } = atOnce(predictSoftmax(model, made.features));
    expect(held.length).toBe(60);
    for (const row of held) {
      const own = rowOf(probabilities.values, row, made.classes);
      for (const [label, value] of rowOf(values, row, made.classes).entries()) expect(own[label]).toBeCloseTo(value, 4);
    }
  });

  test('find most of the flipped labels', () => {
    const { probabilities, accuracy } = atOnce(outOfFold(inputOf(made)));
    expect(foundShare(probabilities.values, made.classes, made.labels, made.flipped, 0.15)).toBeGreaterThan(0.9);
    expect(accuracy).toBeGreaterThan(0.8);
    expect(accuracy).toBeLessThanOrEqual(0.9);
  });

  test('are the same bytes for the same seed', () => {
    const [first, second] = [atOnce(outOfFold(inputOf(made))), atOnce(outOfFold(inputOf(made)))];
    expect(second.probabilities.values).toEqual(first.probabilities.values);
    expect(atOnce(outOfFold(inputOf(made, { seed: 8 }))).probabilities.values).not.toEqual(first.probabilities.values);
  });

  test('of rows without a label are the mean of all models', () => {
    const labels = made.labels.map((label, row) => (row < 50 ? -1 : label));
    const { probabilities, foldOf } = atOnce(outOfFold(inputOf(made, { labels })));
    expect([...foldOf.subarray(0, 50)].every((fold) => fold === NO_FOLD)).toBe(true);
    const right = Array.from({ length: 50 }, (_, row) => {
      const own = rowOf(probabilities.values, row, made.classes);
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
      return own.indexOf(Math.max(...own)) === made.truth[row];
    });
    expect(right.filter(Boolean).length).toBeGreaterThan(45);
  });

  test('never see a duplicate of the row', () => {
    // Every row twice, with classes by chance: only a model that saw the other one can know.
    const half = madeClusters({ rows: 60, spread: 5, classes: 2, dimensions: 64 });
    const features = Float32Array.from([...half.features, ...half.features]);
    const labels = Int32Array.from([...half.labels, ...half.labels], (_, row) => ((row * 7919) % 60) % 2);
    for (let row = 0; row < 60; row++) labels[row + 60] = labels[row] as number;
    const groups = Int32Array.from({ length: 120 }, (_, row) => row % 60);
    const options = { ...DEFAULT_REGRESSION, cost: 10 };
    const base = { ...half, features, labels, folds: 5, seed: 1, options };
    expect(atOnce(outOfFold({ ...base, groups: null })).accuracy).toBeGreaterThan(0.75);
    expect(atOnce(outOfFold({ ...base, groups })).accuracy).toBeLessThan(0.75);
  });

  test('give way often', () => {
    const large = madeClusters({ rows: 4000, dimensions: 256, classes: 40 });
    let longest = 0;
    let last = process.cpuUsage().user;
    let shares = 0;
    let before = 0;
    for (const share of outOfFold(inputOf(large, { options: { ...DEFAULT_REGRESSION, mostIterations: 3 } }))) {
      longest = Math.max(longest, (process.cpuUsage().user - last) / 1000);
      last = process.cpuUsage().user;
      if (share > before) shares++;
      before = Math.max(before, share);
    }
    expect(longest).toBeLessThan(50);
    expect(shares).toBeGreaterThan(3);
    expect(before).toBeLessThanOrEqual(1);
  });
});

describe('where there is little to learn from', () => {
  const made = madeClusters({ rows: 40, classes: 3 });

  test('a class with one sample is named as not judged', () => {
    const labels = made.truth.map((label) => (label === 2 ? 0 : label));
    labels[5] = 2;
    const { probabilities, unjudged } = atOnce(outOfFold(inputOf(made, { labels })));
    expect([...unjudged]).toEqual([5]);
    expect(rowOf(probabilities.values, 5, 3)[2]).toBe(0);
    expect(rowOf(probabilities.values, 5, 3).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });

  test('one class only is certain', () => {
    const { probabilities, accuracy } = atOnce(outOfFold(inputOf(made, { labels: new Int32Array(40).fill(1) })));
    expect(rowOf(probabilities.values, 3, 3)).toEqual([0, 1, 0]);
    expect(accuracy).toBe(1);
  });

  test('features that are all the same give the shares of the classes', () => {
    const labels = Int32Array.from({ length: 40 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const same = { ...made, labels, features: new Float32Array(40 * made.dimensions).fill(0.3) };
    const { probabilities } = atOnce(outOfFold(inputOf(same)));
    expect(rowOf(probabilities.values, 0, 3)[1]).toBeCloseTo(0.25, 2);
  });

  test('a row that is not finite is missing and leaves the others as they are without it', () => {
    const features = made.features.slice();
    features[7 * made.dimensions] = Number.NaN;
    features[9 * made.dimensions + 1] = Number.POSITIVE_INFINITY;
    const { probabilities, foldOf } = atOnce(outOfFold(inputOf(made, { features })));
    expect([foldOf[7], foldOf[9]]).toEqual([NO_FOLD, NO_FOLD]);
    const missing = [...Array(40).keys()].filter((row) => Number.isNaN(probabilities.values[row * 3]));
    expect(missing).toEqual([7, 9]);
  });

  test('fewer samples than folds have a fold each', () => {
    const labels = made.truth.map((label, row) => (row < 3 ? label : -1));
    const { probabilities, foldOf } = atOnce(outOfFold(inputOf(made, { labels })));
    expect(new Set(foldOf.subarray(0, 3)).size).toBe(3);
    expect(probabilities.values.every(Number.isFinite)).toBe(true);
  });

  test.each([0, 1])('%i samples with a label teach nothing: all is missing', (count) => {
    const labels = made.truth.map((label, row) => (row < count ? label : -1));
    const { probabilities, accuracy } = atOnce(outOfFold(inputOf(made, { labels })));
    expect(probabilities.values.every(Number.isNaN)).toBe(true);
    expect(accuracy).toBeNaN();
  });

  test('no samples at all are no probabilities', () => {
    const none = { ...made, features: new Float32Array(0), labels: new Int32Array(0) };
    expect(atOnce(outOfFold(inputOf(none))).probabilities.values.length).toBe(0);
  });

  test('one fold is refused', () => {
    expect(() => atOnce(outOfFold(inputOf(made, { folds: 1 })))).toThrow(/two or more/);
  });
});
