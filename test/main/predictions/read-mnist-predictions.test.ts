import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { previewPredictions } from '../../../src/main/predictions/preview-predictions.ts';
import { readPredictions } from '../../../src/main/predictions/read-predictions.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { lookupOf, signal } from './prediction-fixtures.ts';

interface Row {
  readonly path: string;
  readonly given_label: string;
  readonly pred_label: string;
  readonly given_prob: string;
}

describe.skipIf(!hasTestData)('MNIST with its cross-validated probabilities', () => {
  const csv = testData('label-errors/derived/mnist_test.csv');
  const npy = testData('label-errors/cleanlab-label-errors/cross_validated_predicted_probabilities/mnist_test_set_pyx.npy');
  const rows: readonly Row[] = hasTestData ? parse(readFileSync(csv), { columns: true }) : [];
  // As an index has them: not in the order of the file.
  const sorted = rows.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const lookup = lookupOf(
    sorted.map(({ path }) => path),
    Array.from({ length: 10 }, (_, i) => String(i)),
  );

  test('the matrix agrees with the table made from it', async () => {
    const source = { file: npy, pathsFile: csv };
    const { mapping, needs } = await previewPredictions(source, lookup, { signal });
    expect(needs).toEqual([]);
    const { classes, ids, predicted, probabilities, counts } = await readPredictions(source, mapping, lookup, { signal });
    expect(counts).toMatchObject({ rows: 10_000, samples: 10_000, matchedBy: { exact: 10_000 }, problems: [] });
    expect(ids).toEqual(lookup.ids);
    expect(Array.from(predicted, (place) => classes[place])).toEqual(sorted.map(({ pred_label }) => pred_label));
    const given = sorted.map(({ given_label }, i) => probabilities?.[i * 10 + Number(given_label)] ?? Number.NaN);
    const largest = Math.max(...given.map((value, i) => Math.abs(value - Number(sorted[i]?.given_prob))));
    // The table has five digits.
    expect(largest).toBeLessThan(5.1e-6);
  });

  test('the table by itself: the predicted class, the given one beside it', async () => {
    const { mapping, counts } = await previewPredictions({ file: csv }, lookup, { signal });
    expect(mapping).toMatchObject({
      path: 'path',
      prediction: 'pred_label',
      label: 'given_label',
      confidence: null,
      probabilities: null,
    });
    expect(counts).toMatchObject({ samples: 10_000, problems: [] });
  });
});
