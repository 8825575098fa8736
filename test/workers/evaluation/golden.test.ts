import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { confusionMetrics, type PrecisionRecall } from '../../../src/shared/class-metrics.ts';
import { type BinKind, calibrationErrors } from '../../../src/shared/reliability.ts';
import { mcNemar } from '../../../src/shared/run-comparison.ts';
import { averagePrecision, rocArea, thresholdTable } from '../../../src/shared/score-curve.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { confusionOf } from '../../../src/workers/evaluation/confusion-of.ts';
import { labelRanks, topKAccuracy } from '../../../src/workers/evaluation/label-ranks.ts';
import { reliabilityOf } from '../../../src/workers/evaluation/reliability-of.ts';
import { scoreCurveOf } from '../../../src/workers/evaluation/score-curve-of.ts';

interface Golden {
  readonly cases: readonly ({
    readonly classes: number;
    readonly labels: readonly number[];
    readonly predicted: readonly number[];
    readonly matrix: readonly number[];
    readonly precision: readonly number[];
    readonly recall: readonly number[];
    readonly f1: readonly number[];
    readonly support: readonly number[];
    readonly macro: PrecisionRecall;
    readonly weighted: PrecisionRecall;
  } & Readonly<Record<'accuracy' | 'balancedAccuracy' | 'kappa' | 'matthews', number>>)[];
  readonly scored: {
    readonly labels: readonly number[];
    readonly thousandths: readonly number[];
    readonly positive: number;
    readonly precision: readonly number[];
    readonly recall: readonly number[];
    readonly thresholds: readonly number[];
    readonly averagePrecision: number;
    readonly rocArea: number;
  };
  readonly topK: {
    readonly classes: number;
    readonly labels: readonly number[];
    readonly probabilities: string;
    readonly accuracy: readonly number[];
  };
  readonly calibrated: {
    readonly confidences: string;
    readonly right: readonly (0 | 1)[];
    readonly diagrams: readonly {
      readonly bins: number;
      readonly kind: BinKind;
      readonly counts: readonly number[];
      readonly accuracy: readonly number[];
      readonly confidence: readonly number[];
      readonly expected: number;
      readonly maximum: number;
    }[];
  };
  readonly differences: readonly { readonly better: number; readonly worse: number; readonly pValue: number }[];
}
const file = new URL('../../golden/evaluation/golden.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;

const floats = (base64: string): Float32Array => new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);

function expectEqual(values: readonly number[], expected: readonly number[]): void {
  expect(values.length).toBe(expected.length);
  for (const [k, value] of expected.entries()) expect(Math.abs((values[k] ?? Number.NaN) - value), `at ${k}`).toBeLessThan(1e-12);
}

describe('what scikit-learn computes of the same labels and predictions, to 1e-12', () => {
  it.each(golden.cases)('is the metrics of $classes classes', (one) => {
    const [labels, predicted] = [Int32Array.from(one.labels), Int32Array.from(one.predicted)];
    const matrix = confusionOf({ labels, predicted, rows: null }, one.classes);
    expect([...matrix.counts]).toEqual(one.matrix);
    const metrics = confusionMetrics(matrix);
    for (const key of ['precision', 'recall', 'f1', 'support'] as const) {
      expectEqual(
        metrics.perClass.map((ofClass) => ofClass[key]),
        one[key],
      );
    }
    for (const key of ['accuracy', 'balancedAccuracy', 'kappa', 'matthews'] as const) expectEqual([metrics[key]], [one[key]]);
    for (const key of ['macro', 'weighted'] as const) {
      const [mean, expected] = [metrics[key], one[key]];
      expectEqual([mean.precision, mean.recall, mean.f1], [expected.precision, expected.recall, expected.f1]);
    }
  });

  it('is the precision-recall curve, its average precision and the area under the ROC curve', () => {
    const { positive, ...one } = golden.scored;
    const scores = Float32Array.from(one.thousandths, (value) => value / 1000);
    const curve = atOnce(scoreCurveOf({ labels: Int32Array.from(one.labels), scores, rows: null }, positive));
    const thresholds = [...curve.thresholds].reverse();
    expect(thresholds).toEqual(one.thresholds);
    const rows = thresholdTable(curve, thresholds);
    // scikit-learn ends at precision 1, recall 0, a threshold that nothing reaches.
    expectEqual([...rows.map(({ precision }) => precision), 1], one.precision);
    expectEqual([...rows.map(({ recall }) => recall), 0], one.recall);
    expectEqual([averagePrecision(curve), rocArea(curve)], [one.averagePrecision, one.rocArea]);
  });

  it('is top-k accuracy', () => {
    const { classes, probabilities, ...one } = golden.topK;
    const labels = Int32Array.from(one.labels);
    const ranks = atOnce(labelRanks(labels, { classes, values: floats(probabilities) }));
    expectEqual(
      one.accuracy.map((_, k) => topKAccuracy(labels, ranks, k + 1, null)),
      one.accuracy,
    );
  });

  it.each(golden.calibrated.diagrams)('is the calibration of $bins bins, $kind', ({ bins, kind, ...expected }) => {
    const confidences = floats(golden.calibrated.confidences);
    const labels = new Int32Array(confidences.length);
    const predicted = Int32Array.from(golden.calibrated.right, (right) => 1 - right);
    const diagram = atOnce(reliabilityOf({ labels, predicted, confidences, rows: null }, { bins, kind }));
    expect(diagram.map(({ count }) => count)).toEqual(expected.counts);
    const filled = diagram.filter(({ count }) => count > 0);
    expectEqual(
      filled.map(({ accuracy }) => accuracy),
      expected.accuracy,
    );
    expectEqual(
      filled.map(({ confidence }) => confidence),
      expected.confidence,
    );
    const errors = calibrationErrors(diagram);
    expectEqual([errors.expected, errors.maximum], [expected.expected, expected.maximum]);
  });

  it("is SciPy's exact binomial test for two runs", () => {
    for (const { better, worse, pValue } of golden.differences) {
      expect(Math.abs(mcNemar(better, worse).pValue - pValue)).toBeLessThanOrEqual(1e-11 * pValue);
      expect(mcNemar(worse, better)).toEqual(mcNemar(better, worse));
    }
    expect(mcNemar(40, 70).chiSquare).toBeCloseTo(29 ** 2 / 110, 12);
  });
});
