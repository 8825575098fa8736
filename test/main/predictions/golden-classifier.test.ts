import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/main/dataset/dataset.ts';
import { openDataset } from '../../../src/main/dataset/open.ts';
import { readSampleRows } from '../../../src/main/dataset/sample-rows.ts';
import { writerOf } from '../../../src/main/dataset/writer-of.ts';
import { startEmbedder } from '../../../src/main/embeddings/start-embedder.ts';
import { createModels } from '../../../src/main/models/create-models.ts';
import { predictWithModel } from '../../../src/main/predictions/predict-with-model.ts';
import type { PredictRequest, PredictSummary } from '../../../src/shared/prediction-api.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';
import { addSamples } from '../../fixtures/make-index.ts';
import { sumsInt8Widely } from '../../fixtures/sums-int8-widely.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';

/** Of mnist-8 over MNIST's test set, rows = label, as another implementation of the model gives it. */
const MNIST = [
  [977, 0, 0, 0, 0, 0, 1, 1, 1, 0],
  [0, 1131, 0, 0, 0, 2, 1, 1, 0, 0],
  [2, 1, 1022, 1, 3, 0, 0, 2, 1, 0],
  [1, 0, 0, 999, 0, 6, 0, 3, 0, 1],
  [0, 0, 1, 0, 977, 0, 1, 0, 1, 2],
  [2, 0, 0, 2, 0, 885, 1, 2, 0, 0],
  [2, 2, 0, 0, 1, 2, 951, 0, 0, 0],
  [0, 3, 5, 0, 2, 1, 0, 1014, 0, 3],
  [6, 0, 2, 1, 2, 1, 2, 2, 954, 4],
  [1, 2, 0, 0, 11, 6, 0, 6, 2, 981],
];

interface Golden {
  /** By kernel and side of the middle. */
  readonly accuracy: Readonly<Record<string, number>>;
  /** Place of the most probable class, by photo in order of names. */
  readonly top: readonly number[];
}
const golden = JSON.parse(readFileSync(new URL('../../golden/classifier/golden.json', import.meta.url), 'utf8')) as Golden;

const embedder = startEmbedder();
const opened: Dataset[] = [];
afterAll(async () => {
  for (const dataset of opened) await dataset.close();
  await embedder.close();
});

/** Has a model look at a folder of real data, listed as an index job would list it but for what nothing here asks for. */
async function predictOn(
  folder: string,
  request: PredictRequest,
  labelOf: (path: string) => string | null,
): Promise<{ dataset: Dataset; summary: PredictSummary }> {
  const home = tempFolder();
  const dataset = await openDataset({ home, request: { folder: testData(folder) }, endpoint: null });
  opened.push(dataset);
  const files = readdirSync(testData(folder), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:png|JPEG)$/.test(path),
  );
  addSamples(
    writerOf(dataset),
    files.toSorted().map((path) => ({ path, label: labelOf(path) })),
  );
  await dataset.changed(null);
  const job = { dataset, request, models: createModels({ home, embedder: () => embedder }), embedder: () => embedder };
  const context = { signal: new AbortController().signal, report: () => {} };
  return { dataset, summary: await predictWithModel({ ...job, version: 'test' }, context) };
}

describe.skipIf(!hasTestData)('real classifiers on real pictures', () => {
  test('mnist-8 has exactly 9,891 of 10,000 digits right', { timeout: 120_000 }, async () => {
    const request = { model: testData('models/mnist-8.onnx') };
    const { dataset, summary } = await predictOn('classify/mnist-png', request, (path) => path.split('/')[1] ?? null);
    expect(summary).toMatchObject({ samples: 10_000, failed: 0, classNamesFrom: 'model', isKnown: true, run: 'MNIST digits' });
    const { classes, counts } = await dataset.query.call('confusion', { run: null, query: null });
    expect(classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(Array.from({ length: 11 }, (_, row) => [...counts.subarray(row * 11, (row + 1) * 11)])).toEqual([
      ...MNIST.map((row) => [...row, 0]),
      new Array(11).fill(0),
    ]);
    expect(MNIST.reduce((sum, row, digit) => sum + (row[digit] ?? 0), 0)).toBe(9891);
  });

  test('MobileNetV2 on photos of ImageNet is as right as by another decoder and kernel of the same kind', {
    timeout: 120_000,
  }, async () => {
    const [model, classesFile] = [testData('models/mobilenetv2-12-int8.onnx'), testData('models/imagenet-synset.txt')];
    const { dataset, summary } = await predictOn('classify/imagenet-sample-images', { model, classesFile }, () => null);
    expect(summary).toMatchObject({ samples: 300, failed: 0, classes: 1000, classNamesFrom: 'file', isKnown: true });
    const { ids } = await dataset.query.call('query', { query: DEFAULT_QUERY });
    const rows = await readSampleRows(dataset, ids, ['path', 'prediction']);
    const synsetOf = (text: unknown): string => String(text).slice(0, 'n01440764'.length);
    const right = rows.filter(({ path, prediction }) => synsetOf(path) === synsetOf(prediction)).length;
    expect(Math.abs(right / rows.length - (golden.accuracy['cubic, far'] ?? 0))).toBeLessThan(sumsInt8Widely ? 0.01 : 0.1);
    const names = readFileSync(classesFile, 'utf8').trim().split('\n');
    const same = rows.filter(({ prediction }, photo) => prediction === names[golden.top[photo] ?? -1]).length;
    expect(same / rows.length).toBeGreaterThan(sumsInt8Widely ? 0.9 : 0.75);
  });
});
