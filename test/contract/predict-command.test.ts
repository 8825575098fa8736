import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DoorClient } from '../../src/main/cli/ask-door.ts';
import { queryOf } from '../../src/main/cli/query-options.ts';
import type { RowsAnswer } from '../../src/shared/api.ts';
import type { Job } from '../../src/shared/job.ts';
import type { PredictionState } from '../../src/shared/prediction.ts';
import type { LabelEvidence, OutOfFoldSummary, PredictSummary, SamplePrediction } from '../../src/shared/prediction-api.ts';
import { tinyBinaryClassifier, tinyClassifier, tinyPixelEncoder } from '../main/models/tiny-onnx.ts';
import { winnow } from './run-winnow.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer } from './test-server.ts';

const COLORS = ['red', 'green', 'blue'] as const;
/** Pictures that lie in the folder of another colour. */
const MISLABELLED = ['blue/red.png', 'red/blue.png'];

const plain = (rgb: readonly number[]): Promise<Buffer> =>
  sharp({ create: { width: 32, height: 32, channels: 3, background: { r: rgb[0] ?? 0, g: rgb[1] ?? 0, b: rgb[2] ?? 0 } } })
    .png()
    .toBuffer();

/** @param shade another one for another picture */
const picture = (color: number, shade: number): Promise<Buffer> =>
  plain([0, 1, 2].map((channel) => (channel === color ? 190 + shade * 8 : (shade * 17 + channel * 29) % 60)));

/** Seven pictures of each colour and a copy of one, two in the wrong folder, and one that cannot be decoded. */
async function makeColors(folder: string): Promise<void> {
  for (const [place, color] of COLORS.entries()) {
    await mkdir(join(folder, color), { recursive: true });
    for (let shade = 0; shade < 7; shade++) await writeFile(join(folder, color, `${shade}.png`), await picture(place, shade));
  }
  await writeFile(join(folder, 'green/copy.png'), await picture(1, 3));
  await writeFile(join(folder, 'blue/red.png'), await picture(0, 7));
  await writeFile(join(folder, 'red/blue.png'), await picture(2, 7));
  await writeFile(join(folder, 'red/broken.png'), (await picture(0, 2)).subarray(0, 60));
}

let server: TestServer;
let client: DoorClient;
let route: string;
let model: string;
let names: string;
beforeAll(async () => {
  server = await startTestServer(makeColors);
  client = server.client();
  route = `/api/datasets/${(await openIndexed(server)).id}`;
  [model, names] = [join(server.home, 'colors.onnx'), join(server.home, 'names.txt')];
  await writeFile(model, tinyClassifier());
  await writeFile(names, 'Red\ngreen\nblue\n');
});
afterAll(() => server.end());

const predict = (...args: readonly string[]) => winnow(server.home, 'predict', server.folder, ...args);
const runs = async (): Promise<PredictionState> => client.get<PredictionState>(`${route}/predictions`);

/** Starts a job by its route and waits for it. */
async function job(name: 'predict' | 'out-of-fold', body: object): Promise<Job> {
  return endOfJob(client, (await client.post<Job>(`${route}/${name}`, body)).id);
}

async function rowsWhere(where: string, ...fields: readonly string[]): Promise<RowsAnswer['rows']> {
  const body = { query: queryOf(where), limit: 100, offset: 0, fields };
  return (await client.post<RowsAnswer>(`${route}/rows`, body)).rows;
}

const pathsWhere = async (where: string): Promise<readonly unknown[]> => (await rowsWhere(where, 'path')).map(({ path }) => path);

async function idOf(path: unknown): Promise<number> {
  const [row] = await rowsWhere(`path:${path}`, 'id');
  return Number(row?.id);
}

describe('a classifier', () => {
  test('says what is in every picture that decodes', async () => {
    const ran = await predict('--model', model, '--classes', names, '--json');
    expect(ran.stderr).toMatch(/^The model is run with --size 8 --layout nchw --resize fill .*--output logits\n$/);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ...{ run: 'colors', classes: 3, classNamesFrom: 'file', samples: 24, resumed: 0, failed: 0, unreachable: 0 },
      ...{ isKnown: false, failures: [], model: { output: { name: 'logits', isInner: false } } },
    });
    expect(await pathsWhere('label!=prediction')).toEqual(MISLABELLED);
    const { runs: all } = await runs();
    expect(all).toMatchObject([
      { name: 'colors', source: 'classifier', isActive: true, classes: ['red', 'green', 'blue'], hasProbabilities: true },
    ]);
  });

  test('instead of what it said before, unless it is given another name', async () => {
    const options = ['--classes', names, '--range', '0-255', '--resize', 'cover'];
    const named = await predict('--model', model, ...options, '--name', 'second');
    expect(named).toMatchObject({ status: 0, stdout: expect.stringMatching(/^second: 24 samples, 3 classes, 0 failed/) });
    expect((await job('predict', { model, classesFile: names })).state).toBe('done');
    const { runs: all } = await runs();
    expect(all.map(({ name, origin, isActive }) => [name, origin, isActive])).toEqual([
      ['colors', 'colors.onnx, logits', true],
      ['second', 'colors.onnx, softmax of logits', false],
    ]);
    const taken = { code: 'bad_request', message: expect.stringContaining('named "second" already') };
    await expect(client.post(`${route}/predict`, { model, name: 'second' })).rejects.toMatchObject(taken);
  });

  test('without names for its classes takes those of the dataset, in order', async () => {
    const { result } = await job('predict', { model, name: 'unnamed' });
    expect(result as PredictSummary).toMatchObject({ classNamesFrom: 'dataset', classes: 3 });
    expect((await runs()).runs[0]?.classes).toEqual(['blue', 'green', 'red']);
  });

  test('of one number a picture tells two classes apart', async () => {
    const [binary, two] = [join(server.home, 'bright.onnx'), join(server.home, 'two.txt')];
    await writeFile(binary, tinyBinaryClassifier());
    await writeFile(two, 'dark\nbright\n');
    const { state, result } = await job('predict', { model: binary, classesFile: two });
    expect(state).toBe('done');
    expect(result as PredictSummary).toMatchObject({ classes: 2, samples: 24, classNamesFrom: 'file' });
    const [row] = await rowsWhere('run:bright path:green/3.png', 'prediction', 'confidence', 'prob.bright');
    // 214 of 255 in one of three channels, little in the others.
    expect(row?.prediction).toBe('dark');
    expect(Number(row?.['prob.bright'])).toBeGreaterThan(0.28);
    expect(Number(row?.['prob.bright'])).toBeLessThan(0.48);
    expect(Number(row?.confidence) + Number(row?.['prob.bright'])).toBeCloseTo(1, 5);
    const named = await job('predict', { model: binary, classesFile: names });
    expect(named).toMatchObject({ state: 'failed', message: expect.stringContaining('Expected two names') });
  });

  test('with too few names is refused', async () => {
    const few = join(server.home, 'few.txt');
    await writeFile(few, 'red\ngreen\n');
    const ended = await job('predict', { model, classesFile: few });
    expect(ended).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('names 2 classes; the model gives 3 numbers'),
    });
  });

  test('that gives an embedding is refused, unless that is asked for', async () => {
    const encoder = join(server.home, 'encoder.onnx');
    await writeFile(encoder, tinyPixelEncoder());
    const refused = await predict('--model', encoder);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(/"image_embeds".*--output/) });
    const { state } = await job('predict', { model: encoder, output: 'image_embeds', name: 'embeds' });
    expect(state).toBe('done');
  });

  test.each([
    ['neither', [], 'either --model or --from-labels; found neither'],
    ['a size of labels', ['--from-labels', '--resize-to', '3'], '--resize-to says nothing with --from-labels'],
  ])('usage: %s', async (_, args, message) => {
    expect(await predict(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
  });

  test('a relative path is refused', async () => {
    const refusal = { code: 'bad_request', message: expect.stringContaining('no absolute path') };
    await expect(client.post(`${route}/predict`, { model: './x.onnx' })).rejects.toMatchObject(refusal);
    await expect(client.post(`${route}/predict`, { model, classesFile: 'names.txt' })).rejects.toMatchObject(refusal);
  });
});

describe('labels from labels', () => {
  const name = 'Out of fold, encoder.onnx';
  const said = () => rowsWhere(`run:"${name}"`, 'path', 'prediction', 'confidence');

  test('want embeddings', async () => {
    const refusal = { code: 'no_embeddings', message: expect.stringContaining('winnow embed') };
    await expect(client.post(`${route}/out-of-fold`, {})).rejects.toMatchObject(refusal);
    const embed = await winnow(server.home, 'embed', server.folder, '--model', join(server.home, 'encoder.onnx'), '--no-map');
    expect(embed.status).toBe(0);
  });

  test('find what is mislabelled', async () => {
    const ran = await predict('--from-labels', '--seed', '1', '--json');
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const summary = JSON.parse(ran.stdout) as OutOfFoldSummary;
    expect(summary).toMatchObject({ run: name, samples: 24, labelled: 24, unjudged: 0, classes: 3, folds: 5 });
    expect(summary.accuracy).toBeCloseTo(22 / 24, 10);
    expect(await pathsWhere(`run:"${name}" label!=prediction`)).toEqual(MISLABELLED);
    expect((await runs()).runs[0]).toMatchObject({
      ...{ id: summary.runId, source: 'regression', isOutOfDate: false, classes: ['blue', 'green', 'red'] },
      origin: 'Logistic regression on encoder.onnx, 5 folds, seed 1, C 0.002: cross-validated accuracy .92',
    });
  });

  test('are the same for the same seed, and take the place of those before', async () => {
    const before = await said();
    const { message } = await job('out-of-fold', { seed: 1 });
    expect(message).toBe('Cross-validated accuracy .92 over 5 folds');
    expect(await said()).toEqual(before);
    await job('out-of-fold', { seed: 2, folds: 3 });
    const other = await said();
    expect(other).not.toEqual(before);
    // Made anew as it was made.
    expect((await job('out-of-fold', { name, isAgain: true })).message).toContain('over 3 folds');
    expect(await said()).toEqual(other);
    expect((await runs()).runs.filter((run) => run.source === 'regression')).toHaveLength(1);
  });

  test('are out of date once labels change, until they are made again', async () => {
    const isOutOfDate = async (): Promise<readonly boolean[]> => (await runs()).runs.map((run) => run.isOutOfDate);
    await client.post(`${route}/tag`, { tag: 'seen', on: true, query: queryOf('') });
    expect(await isOutOfDate()).not.toContain(true);
    await client.post(`${route}/relabel`, { label: 'blue', query: queryOf('path:red/blue.png') });
    const [ofLabels, ...others] = await isOutOfDate();
    expect([ofLabels, others.includes(true)]).toEqual([true, false]);
    expect((await job('out-of-fold', { seed: 1 })).message).toContain('.96');
    expect(await isOutOfDate()).not.toContain(true);
    await client.post(`${route}/undo`, {});
    expect((await isOutOfDate())[0]).toBe(true);
  });

  test('a name of other predictions is refused', async () => {
    expect(await job('out-of-fold', { name: 'second' })).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('named "second" already'),
    });
  });

  test('have evidence beside them', async () => {
    const id = await idOf('blue/red.png');
    const evidence = await client.get<LabelEvidence>(`${route}/samples/${id}/label-evidence`);
    const predictions = await client.get<readonly SamplePrediction[]>(`${route}/samples/${id}/predictions`);
    const active = predictions.find(({ isActive }) => isActive);
    expect(evidence).toMatchObject({ given: 'blue', suggested: 'red', probability: active?.confidence, duplicates: [] });
    expect(evidence.givenProbability).toBe(active?.selfConfidence);
    expect(evidence.neighbours).toHaveLength(10);
    expect(evidence.neighbours.slice(0, 3).map(({ label }) => label)).toEqual(['red', 'red', 'red']);
    const distances = evidence.neighbours.map(({ distance }) => distance);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    for (const [typical, label] of [
      [evidence.typicalGiven, 'blue'],
      [evidence.typicalSuggested, 'red'],
    ] as const) {
      const order = await pathsWhere(`label:${label} sort:-score.class-distance`);
      expect(typical).toEqual(
        await Promise.all(
          order
            .filter((path) => path !== 'blue/red.png')
            .slice(0, 3)
            .map(idOf),
        ),
      );
    }
    const copy = await client.get<LabelEvidence>(`${route}/samples/${await idOf('green/copy.png')}/label-evidence`);
    expect(copy.duplicates).toEqual([{ id: await idOf('green/3.png'), label: 'green' }]);
    await expect(client.get(`${route}/samples/99/label-evidence`)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('want two classes', async () => {
    await client.post(`${route}/relabel`, { label: 'red', query: queryOf('') });
    expect(await job('out-of-fold', {})).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/All 24 labelled samples with an embedding are "red".*two classes/),
    });
    await client.post(`${route}/undo`, {});
  });
});
