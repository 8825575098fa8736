import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { DEFAULT_REGRESSION, fitSoftmax, predictSoftmax } from '../../../src/workers/regression/fit-softmax.ts';

interface Golden {
  readonly dimensions: number;
  readonly features: string;
  readonly labels: readonly number[];
  readonly weights: readonly number[];
  readonly fits: readonly {
    readonly classes: number;
    readonly cost: number;
    readonly isWeighted: boolean;
    readonly probabilities: readonly number[];
  }[];
}
const golden = JSON.parse(readFileSync(new URL('../../golden/regression/golden.json', import.meta.url), 'utf8')) as Golden;
const { dimensions } = golden;
const features = new Float32Array(Uint8Array.from(Buffer.from(golden.features, 'base64')).buffer);
const labels = Int32Array.from(golden.labels);
const weights = Float32Array.from(golden.weights);
const exact = { ...DEFAULT_REGRESSION, scaling: 'none', tolerance: 1e-12, mostIterations: 1000 } as const;

function largestDifference(values: Float32Array, expected: readonly number[]): number {
  expect(values.length).toBe(expected.length);
  return values.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] as number))), 0);
}

describe('multinomial logistic regression', () => {
  test.each(golden.fits)('gives the probabilities of scikit-learn: $classes classes, C $cost, weighted: $isWeighted', (fit) => {
    const input = { features, dimensions, labels, classes: fit.classes, weights: fit.isWeighted ? weights : null };
    const model = atOnce(fitSoftmax(input, { ...exact, cost: fit.cost }));
    if (model === null) throw new Error('nothing was fitted');
    const { values } = atOnce(predictSoftmax(model, features));
    expect(largestDifference(values, fit.probabilities)).toBeLessThan(1e-4);
  });
});
