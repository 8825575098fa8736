import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { readHalfRows } from '../../../src/workers/neighbours/half-rows.ts';
import { seededSample } from '../../../src/workers/neighbours/seeded-sample.ts';
import { outOfFold } from '../../../src/workers/regression/out-of-fold.ts';
import { foundShare } from './found-share.ts';
import { flippedLabels } from './made-clusters.ts';

interface Golden {
  readonly small: {
    readonly dimensions: number;
    readonly classes: number;
    readonly truth: readonly number[];
    readonly features: string;
    readonly found: readonly number[];
  };
}
const file = new URL('../../golden/flipped-labels/golden.json', import.meta.url);
const { small } = JSON.parse(readFileSync(file, 'utf8')) as Golden;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

// All dimensions, other models and all figures: bench/regression.ts.
test('of flipped labels of photos it finds at least as many as scikit-learn does by default', () => {
  const { dimensions, classes } = small;
  const truth = Int32Array.from(small.truth);
  const features = new Float32Array(truth.length * dimensions);
  readHalfRows(Uint8Array.from(Buffer.from(small.features, 'base64')), dimensions, features, 0);
  const found = small.found.map((_, at) => {
    const seed = at + 1;
    const flipped = seededSample(truth.length, Math.round(truth.length * 0.1), seed);
    const labels = flippedLabels(truth, classes, flipped, seed);
    const { probabilities } = atOnce(outOfFold({ features, dimensions, labels, classes, groups: null, folds: 5, seed }));
    return foundShare(probabilities.values, classes, labels, flipped, 0.15);
  });
  expect(found.length).toBe(20);
  expect(mean(found)).toBeGreaterThanOrEqual(mean(small.found));
});
