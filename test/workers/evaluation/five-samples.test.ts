import { describe, expect, it } from 'vitest';
import { confusionMetrics } from '../../../src/shared/class-metrics.ts';
import { binaryCounts, type ConfusionMatrix, countAt } from '../../../src/shared/confusion.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { BINARY_OUTCOMES, binaryOutcomes, confusionOf, correctSamples } from '../../../src/workers/evaluation/confusion-of.ts';
import { labelRanks, topKPredicted } from '../../../src/workers/evaluation/label-ranks.ts';
import { bitsWhere } from '../../../src/workers/query/bits.ts';

const [NONE, CAT, DOG] = [-1, 0, 1];
const labels = Int32Array.of(NONE, CAT, NONE, CAT, CAT);
const predicted = Int32Array.of(NONE, NONE, CAT, CAT, DOG);
const nothing = [Number.NaN, Number.NaN];
const values = Float32Array.of(...nothing, ...nothing, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9);
const ranks = atOnce(labelRanks(labels, { classes: 2, values }));

function table(matrix: ConfusionMatrix): number[][] {
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => countAt(matrix, row, column)));
}

describe("FiftyOne's five samples", () => {
  it('make its table, simple', () => {
    const matrix = confusionOf({ labels, predicted, rows: null }, 2);
    expect(table(matrix)).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [1, 0, 1],
    ]);
    expect([...correctSamples(labels, predicted)]).toEqual([1, 0, 0, 1, 0]);
    expect(confusionMetrics(matrix).support).toBe(3);
  });

  it('are worth what FiftyOne says where none is an answer, and leave out what has no label else', () => {
    const matrix = confusionOf({ labels, predicted, rows: null }, 2);
    const strict = confusionMetrics(matrix, 'wrong');
    expect(strict.perClass[CAT]).toEqual({ precision: 1 / 2, recall: 1 / 3, f1: 2 / 5, support: 3, predicted: 2 });
    expect(strict.accuracy).toBe(1 / 4);
    const lenient = confusionMetrics(matrix);
    expect(lenient.perClass[CAT]).toEqual({ precision: 1, recall: 1 / 3, f1: 1 / 2, support: 3, predicted: 1 });
    expect(lenient.accuracy).toBe(1 / 3);
  });

  it('make its table, top-k with k = 5 and k = 1', () => {
    const topFive = topKPredicted(labels, predicted, ranks, 5);
    expect(table(confusionOf({ labels, predicted: topFive, rows: null }, 2))).toEqual([
      [2, 0, 1],
      [0, 0, 0],
      [1, 0, 1],
    ]);
    expect(Array.from(ranks, (rank) => rank < 5)).toEqual([false, false, false, true, true]);
    const topOne = topKPredicted(labels, predicted, ranks, 1);
    expect(table(confusionOf({ labels, predicted: topOne, rows: null }, 2))).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [1, 0, 1],
    ]);
    expect(Array.from(ranks, (rank) => rank < 1)).toEqual([false, false, false, true, false]);
  });

  it('make its table, binary', () => {
    expect(binaryCounts(confusionOf({ labels, predicted, rows: null }, 2), DOG)).toEqual({
      trueNegatives: 4,
      falsePositives: 1,
      falseNegatives: 0,
      truePositives: 0,
    });
    const outcomes = Array.from(binaryOutcomes(labels, predicted, DOG), (code) => BINARY_OUTCOMES[code]);
    expect(outcomes).toEqual([...Array.from({ length: 4 }, () => 'true-negative'), 'false-positive']);
    expect(Array.from(binaryOutcomes(labels, predicted, CAT), (code) => BINARY_OUTCOMES[code])).toEqual([
      'true-negative',
      'false-negative',
      'false-positive',
      'true-positive',
      'false-negative',
    ]);
  });

  it('are counted only where asked for, and are nothing where none is', () => {
    const some = confusionOf({ labels, predicted, rows: bitsWhere(5, (row) => row > 2) }, 2);
    expect(table(some)).toEqual([
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const metrics = confusionMetrics(confusionOf({ labels, predicted, rows: bitsWhere(5, () => false) }, 2));
    expect([metrics.support, metrics.accuracy, metrics.kappa, metrics.matthews, metrics.macro.f1]).toEqual([0, 0, 0, 0, 0]);
  });

  it('count a class that is not in the list as none', () => {
    expect(table(confusionOf({ labels: Int32Array.of(7, CAT), predicted: Int32Array.of(CAT, 2), rows: null }, 2))).toEqual([
      [0, 0, 1],
      [0, 0, 0],
      [1, 0, 0],
    ]);
  });
});
