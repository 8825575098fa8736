import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RowsAnswer } from '../../../src/shared/api.ts';
import type { DatasetInfo } from '../../../src/shared/dataset.ts';
import { decodeFrame } from '../../../src/shared/frame.ts';
import type { Job } from '../../../src/shared/job.ts';
import type { ConfusionAnswer, PredictRequest, PredictSummary } from '../../../src/shared/prediction-api.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';
import { endOfJob, startTestServer, type TestServer } from '../../contract/test-server.ts';
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

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.end());

/** Indexes a folder of real data and has a model look at it. */
async function predictOn(folder: string, request: PredictRequest): Promise<{ route: string; summary: PredictSummary }> {
  const client = server.client();
  const { id } = await client.post<DatasetInfo>('/api/datasets', { folder: testData(folder), index: false });
  const route = `/api/datasets/${id}`;
  await endOfJob(client, (await client.post<Job>(`${route}/index`, {})).id);
  const job = await endOfJob(client, (await client.post<Job>(`${route}/predict`, request)).id);
  expect(job).toMatchObject({ state: 'done' });
  return { route, summary: job.result as PredictSummary };
}

describe.skipIf(!hasTestData)('real classifiers on real pictures', () => {
  test('mnist-8 has exactly 9,891 of 10,000 digits right', { timeout: 120_000 }, async () => {
    const { route, summary } = await predictOn('classify/mnist-png', { model: testData('models/mnist-8.onnx') });
    expect(summary).toMatchObject({ samples: 10_000, failed: 0, classNamesFrom: 'model', isKnown: true, run: 'MNIST digits' });
    const response = await server.client().fetch(`${route}/confusion`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { header, columns } = decodeFrame<ConfusionAnswer>(await response.arrayBuffer());
    expect(header.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const counts = Array.from(columns.counts ?? [], Number);
    expect(Array.from({ length: 11 }, (_, row) => counts.slice(row * 11, (row + 1) * 11))).toEqual([
      ...MNIST.map((row) => [...row, 0]),
      new Array(11).fill(0),
    ]);
    expect(MNIST.reduce((sum, row, digit) => sum + (row[digit] ?? 0), 0)).toBe(9891);
  });

  test('MobileNetV2 on photos of ImageNet is as right as by another decoder and kernel of the same kind', {
    timeout: 120_000,
  }, async () => {
    const [model, classesFile] = [testData('models/mobilenetv2-12-int8.onnx'), testData('models/imagenet-synset.txt')];
    const { route, summary } = await predictOn('classify/imagenet-sample-images', { model, classesFile });
    expect(summary).toMatchObject({ samples: 300, failed: 0, classes: 1000, classNamesFrom: 'file', isKnown: true });
    const { rows } = await server
      .client()
      .post<RowsAnswer>(`${route}/rows`, { query: DEFAULT_QUERY, limit: 300, offset: 0, fields: ['path', 'prediction'] });
    const synsetOf = (text: unknown): string => String(text).slice(0, 'n01440764'.length);
    const right = rows.filter(({ path, prediction }) => synsetOf(path) === synsetOf(prediction)).length;
    expect(Math.abs(right / rows.length - (golden.accuracy['cubic, far'] ?? 0))).toBeLessThan(0.01);
    const names = readFileSync(classesFile, 'utf8').trim().split('\n');
    const same = rows.filter(({ prediction }, photo) => prediction === names[golden.top[photo] ?? -1]).length;
    expect(same / rows.length).toBeGreaterThan(0.95);
  });
});
