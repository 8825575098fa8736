import { existsSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoorClient } from '../../src/main/cli/ask-door.ts';
import type { EmbeddingState, EmbedSummary } from '../../src/shared/embedding.ts';
import type { Job } from '../../src/shared/job.ts';
import { tinyPng } from '../fixtures/embed-folder.ts';
import { tinyImageEncoder } from '../main/models/tiny-onnx.ts';
import { SMALL_DATASET } from './small-dataset.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let client: DoorClient;
let route: string;
let tiny: string;

beforeAll(async () => {
  server = await startTestServer();
  client = server.client('tcp');
  route = `/api/datasets/${(await openIndexed(server)).id}`;
  tiny = join(server.home, 'tiny.onnx');
  await writeFile(tiny, tinyImageEncoder());
});
afterAll(() => server.end());

const state = (): Promise<EmbeddingState> => client.get(`${route}/embeddings`);
const directoryOf = (id: number): string =>
  join(server.home, 'datasets', route.split('/').at(-1) ?? '', 'embeddings', String(id));

async function embed(model?: string): Promise<Job> {
  const job = await client.post<Job>(`${route}/embed`, { map: false, ...(model === undefined ? {} : { model }) });
  return endOfJob(client, job.id);
}

test('nothing was embedded by itself', async () => {
  expect(await state()).toEqual({ models: [], activeId: null });
  expect((await client.get<readonly Job[]>('/api/jobs')).map(({ kind }) => kind)).toEqual(['index']);
});

test('a file that is no model yet becomes one, embeds every readable picture and is active', async () => {
  const job = await embed(tiny);
  expect(job).toMatchObject({
    kind: 'embed',
    state: 'done',
    message: expect.stringMatching(/^7 embedded with tiny\.onnx, .*exact$/),
  });
  const summary = job.result as EmbedSummary;
  expect(summary).toMatchObject({ model: 'tiny', embedded: SMALL_DATASET.ok, failed: 0, dimensions: 3 });
  expect(summary.neighbours).toEqual({ k: 15, isExact: true, recall: 1 });
  const { models, activeId } = await state();
  expect(models).toMatchObject([{ name: 'tiny', embedded: 7, waiting: 0, failed: 0, isActive: true, neighbours: { k: 15 } }]);
  expect(activeId).toBe(models[0]?.id);
});

test('the same model is found by its name, and asked twice at once it is one job', async () => {
  const [first, second] = await Promise.all([
    client.post<Job>(`${route}/embed`, { model: 'tiny', map: false }),
    client.post<Job>(`${route}/embed`, { model: 'tiny', map: false }),
  ]);
  expect(second?.id).toBe(first?.id);
  expect(await endOfJob(client, first?.id ?? '')).toMatchObject({ state: 'done', result: { embedded: 0, unchanged: 7 } });
});

test('what an index job finds is embedded by itself', async () => {
  await writeFile(join(server.folder, 'train/cat/new.png'), await tinyPng(3));
  await rm(join(server.folder, 'train/cat/2.png'));
  await endOfJob(client, (await client.post<Job>(`${route}/index`)).id);
  const follows = (await client.get<readonly Job[]>('/api/jobs')).find(({ kind }) => kind === 'embed');
  expect(await endOfJob(client, follows?.id ?? '')).toMatchObject({
    state: 'done',
    result: { model: 'tiny', embedded: 1, unchanged: 6 },
  });
  const count = (await client.get<readonly Job[]>('/api/jobs')).filter(({ kind }) => kind === 'embed').length;
  await endOfJob(client, (await client.post<Job>(`${route}/index`)).id);
  expect((await client.get<readonly Job[]>('/api/jobs')).filter(({ kind }) => kind === 'embed')).toHaveLength(count);
});

test('two models lie side by side, and one can be chosen', async () => {
  const other = join(server.home, 'other.onnx');
  await writeFile(other, tinyImageEncoder('another_name'));
  expect(await embed(other)).toMatchObject({ state: 'done' });
  const { models, activeId } = await state();
  expect(models.map(({ name }) => name)).toEqual(['tiny', 'other']);
  expect(activeId).toBe(models[1]?.id);
  const switched = await client.post<EmbeddingState>(`${route}/embeddings/active`, { modelId: models[0]?.id });
  expect(switched.activeId).toBe(models[0]?.id);
  await expect(client.post(`${route}/embeddings/active`, { modelId: 99 })).rejects.toMatchObject({ code: 'no_embeddings' });
});

test('a model file that changed or went fails in clear words, and its vectors stay', async () => {
  const kept = join(server.home, 'kept.onnx');
  await copyFile(tiny, kept);
  await writeFile(tiny, tinyImageEncoder('changed'));
  expect(await embed('tiny')).toMatchObject({ state: 'failed', message: expect.stringContaining(tiny) });
  await rm(tiny);
  const job = await embed('tiny');
  expect(job).toMatchObject({ state: 'failed', message: expect.stringContaining(tiny) });
  expect((await state()).models[0]).toMatchObject({ name: 'tiny', embedded: 7, neighbours: { k: 15 } });
  await copyFile(kept, tiny);
  expect(await embed('tiny')).toMatchObject({ state: 'done', result: { embedded: 0, unchanged: 7 } });
});

test('a model that cannot be used fails the job with the reason', async () => {
  const broken = join(server.home, 'broken.onnx');
  await writeFile(broken, 'no model at all');
  expect(await embed(broken)).toMatchObject({ state: 'failed', message: expect.stringContaining('broken.onnx') });
  expect(await embed('nobody')).toMatchObject({ state: 'failed', message: expect.stringContaining('no model "nobody"') });
  expect((await state()).models).toHaveLength(2);
});

test('what a model gave can be forgotten, but not while it works', async () => {
  const [tinyModel, other] = (await state()).models;
  const remove = (id: number | string): Promise<EmbeddingState> => client.delete(`${route}/embeddings/${id}`);
  await writeFile(join(server.folder, 'train/cat/newer.png'), await tinyPng(4));
  const index = await client.post<Job>(`${route}/index`);
  const busy = await client.post<Job>(`${route}/embed`, { model: 'tiny', map: false });
  await expect(remove(tinyModel?.id ?? 0)).rejects.toMatchObject({ code: 'dataset_busy' });
  await endOfJob(client, index.id);
  await endOfJob(client, busy.id);
  expect(existsSync(directoryOf(tinyModel?.id ?? 0))).toBe(true);
  const left = await remove(tinyModel?.id ?? 0);
  expect(left).toMatchObject({ models: [{ name: 'other', isActive: true }], activeId: other?.id });
  expect(existsSync(directoryOf(tinyModel?.id ?? 0))).toBe(false);
  await expect(remove(tinyModel?.id ?? 0)).rejects.toMatchObject({ code: 'no_embeddings' });
  await expect(remove('x')).rejects.toMatchObject({ code: 'bad_request' });
  expect(await remove(other?.id ?? 0)).toEqual({ models: [], activeId: null });
});

test('a request that is wrong is refused', async () => {
  for (const body of [{ model: '' }, { model: 'models/tiny.onnx' }, { map: 'yes' }]) {
    await expect(client.post(`${route}/embed`, body)).rejects.toMatchObject({ code: 'bad_request' });
  }
  await expect(client.post(`${route}/embeddings/active`, { modelId: -1 })).rejects.toMatchObject({ code: 'bad_request' });
});

test('a map that anybody wants is laid out, whoever asked first', async () => {
  const [first, second] = await Promise.all([
    client.post<Job>(`${route}/embed`, { model: 'tiny', map: false }),
    client.post<Job>(`${route}/embed`, { model: 'tiny' }),
  ]);
  expect(second?.id).toBe(first?.id);
  await endOfJob(client, first?.id ?? '');
  const map = (await client.get<readonly Job[]>('/api/jobs')).find(({ kind }) => kind === 'map');
  expect(await endOfJob(client, map?.id ?? '')).toMatchObject({
    state: 'done',
    message: expect.stringContaining('points laid out'),
  });
});
