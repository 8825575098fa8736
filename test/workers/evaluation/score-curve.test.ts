import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averagePrecision, drawnCurve, rocArea, thresholdTable } from '../../../src/shared/score-curve.ts';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { probabilitiesOf, scoreCurveOf } from '../../../src/workers/evaluation/score-curve-of.ts';
import { sortFloats } from '../../../src/workers/evaluation/sort-floats.ts';
import { bitsWhere } from '../../../src/workers/query/bits.ts';

const score = fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(0, -0, 0.5, 1, -1), fc.float({ min: 0, max: 1, noNaN: true }));
const sample = fc.record({
  label: fc.integer({ min: -1, max: 2 }),
  score: fc.oneof(score, fc.constant(Number.NaN)),
  isAsked: fc.boolean(),
});

describe('sortFloats', () => {
  it('sorts as numbers are ordered', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 200 }), (values) => {
        const sorted = atOnce(sortFloats(Float32Array.from(values)));
        expect([...sorted]).toEqual([...Float32Array.from(values, (value) => value + 0).sort()]);
      }),
    );
  });
});

describe('a score curve', () => {
  it('has at every threshold what counting gives, of samples asked for that have label and score', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 60 }), fc.float({ noNaN: true }), (samples, threshold) => {
        const labels = Int32Array.from(samples, ({ label }) => label);
        const scores = Float32Array.from(samples, (one) => one.score);
        const rows = bitsWhere(samples.length, (row) => samples[row]?.isAsked === true);
        const curve = atOnce(scoreCurveOf({ labels, scores, rows }, 1));
        const counted = samples.filter((one) => one.isAsked && one.label >= 0 && !Number.isNaN(one.score));
        for (const at of [threshold, ...curve.thresholds]) {
          const called = counted.filter((one) => Math.fround(one.score) >= at);
          const right = called.filter(({ label }) => label === 1).length;
          const positives = counted.filter(({ label }) => label === 1).length;
          expect(thresholdTable(curve, [at])[0]).toMatchObject({
            truePositives: right,
            falsePositives: called.length - right,
            falseNegatives: positives - right,
            trueNegatives: counted.length - positives - called.length + right,
          });
        }
      }),
    );
  });

  it('is of one class’s probabilities where they are there', () => {
    const values = Float32Array.of(0.25, 0.75, Number.NaN, 0.5, 0.5, 0.5);
    expect([...probabilitiesOf({ classes: 2, values }, 1)]).toEqual([0.75, Number.NaN, 0.5]);
  });

  it('is drawn with few points that lie on it, from its first to its last', () => {
    const labels = Int32Array.from({ length: 5000 }, (_, k) => (k * 7919) % 3);
    const scores = Float32Array.from(labels, (label, k) => ((k * 104729) % 5000) / 5000 + (label === 0 ? 0.3 : 0));
    const curve = atOnce(scoreCurveOf({ labels, scores, rows: null }, 0));
    const drawn = drawnCurve(curve, 100);
    expect(drawn.length).toBeLessThanOrEqual(102);
    expect(drawn.length).toBeGreaterThan(50);
    expect(drawn).toEqual(
      thresholdTable(
        curve,
        drawn.map(({ threshold }) => threshold),
      ),
    );
    expect(drawn[0]?.threshold).toBe(curve.thresholds[0]);
    expect(drawn.at(-1)).toMatchObject({ recall: 1, falsePositiveRate: 1 });
    const steps = drawn.slice(1).map((row, k) => row.recall - (drawn[k]?.recall ?? 0));
    expect(Math.max(...steps)).toBeLessThan(0.03);
  });

  it('of nothing is nothing', () => {
    const curve = atOnce(scoreCurveOf({ labels: new Int32Array(0), scores: new Float32Array(0), rows: null }, 0));
    expect([averagePrecision(curve), rocArea(curve), drawnCurve(curve, 10)]).toEqual([0, 0, []]);
    expect(thresholdTable(curve, [0.5])[0]).toMatchObject({ precision: 0, recall: 0, f1: 0, accuracy: 0 });
  });
});
