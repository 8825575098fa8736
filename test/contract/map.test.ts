import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoorClient } from '../../src/main/cli/ask-door.ts';
import type { EmbeddingState, MapInfo, MapLabel } from '../../src/shared/embedding.ts';
import type { LiveMap, MapAnswer, MapRequest } from '../../src/shared/embedding-api.ts';
import { decodeFrame, type Frame } from '../../src/shared/frame.ts';
import type { Job } from '../../src/shared/job.ts';
import { tinyImageEncoder } from '../main/models/tiny-onnx.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let client: DoorClient;
let route: string;

beforeAll(async () => {
  server = await startTestServer();
  client = server.client('tcp');
  route = `/api/datasets/${(await openIndexed(server)).id}`;
});
afterAll(() => server.end());

const layOut = (request: MapRequest = {}): Promise<Job> => client.post<Job>(`${route}/map`, request);
async function frame<H>(path: string): Promise<Frame<H>> {
  const response = await client.fetch(`${route}${path}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  return decodeFrame<H>(await response.arrayBuffer());
}

test('without embeddings the map is empty, and what to do is said', async () => {
  const { header, columns } = await frame<MapAnswer>('/map');
  expect(header).toEqual({ modelId: null, map: null });
  expect(Object.values(columns).map(({ length }) => length)).toEqual([0, 0, 0]);
  expect(await client.get<readonly MapLabel[]>(`${route}/map/labels`)).toEqual([]);
  await expect(layOut()).rejects.toMatchObject({ code: 'no_embeddings', message: expect.stringContaining('winnow embed') });
});

test('a map follows what was embedded', async () => {
  const model = join(server.home, 'tiny.onnx');
  await writeFile(model, tinyImageEncoder());
  await endOfJob(client, (await client.post<Job>(`${route}/embed`, { model })).id);
  const follows = (await client.get<readonly Job[]>('/api/jobs')).find(({ kind }) => kind === 'map');
  const job = await endOfJob(client, follows?.id ?? '');
  expect(job).toMatchObject({ state: 'done', message: '7 points laid out', result: { points: 7, seed: 1, engine: 'winnow' } });
  const { header, columns } = await frame<MapAnswer>('/map');
  expect(header).toMatchObject({ map: { points: 7, isPartial: false, placed: 0 } });
  expect(columns.ids).toBeInstanceOf(Uint32Array);
  expect([columns.x, columns.y].every((column) => column instanceof Float32Array && column.length === 7)).toBe(true);
  const [left = 0, bottom = 0, right = 0, top = 0] = header.map?.bounds ?? [];
  for (let i = 0; i < 7; i++) {
    const [x = Number.NaN, y = Number.NaN] = [columns.x?.[i], columns.y?.[i]];
    expect(x >= left && x <= right && y >= bottom && y <= top).toBe(true);
  }
  const { models } = await client.get<EmbeddingState>(`${route}/embeddings`);
  expect(models[0]?.map).toMatchObject({ points: 7 });
});

test('what has other parameters is laid out anew; the same again is as it should be', async () => {
  const before = await frame<MapAnswer>('/map');
  expect(await endOfJob(client, (await layOut({ seed: 5 })).id)).toMatchObject({ state: 'done', result: { seed: 5 } });
  expect((await frame<MapAnswer>('/map')).columns.x).not.toEqual(before.columns.x);
  expect(await endOfJob(client, (await layOut()).id)).toMatchObject({ message: 'The map is as it should be' });
  expect(await endOfJob(client, (await layOut({ seed: 1 })).id)).toMatchObject({ message: '7 points laid out' });
  expect((await frame<MapAnswer>('/map')).columns).toEqual(before.columns);
});

test.each([
  [{ seed: -1 }, 'seed'],
  [{ engine: 'tsne' }, 'engine'],
  [{ epochs: 0 }, 'epochs'],
  [{ neighbours: 1 }, 'neighbours'],
  [{ minDistance: 2 }, 'minDistance'],
])('%j is refused', async (request, name) => {
  const refused = { code: 'bad_request', message: expect.stringContaining(`"${name}"`) };
  await expect(client.post(`${route}/map`, request)).rejects.toMatchObject(refused);
});

test('a model that is not there, and versions that are none, are refused', async () => {
  await expect(layOut({ modelId: 99 })).rejects.toMatchObject({ code: 'no_embeddings' });
  expect((await client.fetch(`${route}/map?model=99`)).status).toBeGreaterThanOrEqual(400);
  expect((await client.fetch(`${route}/map?model=x`)).status).toBe(400);
  expect((await client.fetch(`${route}/map/live?after=soon`)).status).toBe(400);
});

test('who looks on sees points move, and then the stored map', async () => {
  const seen: Frame<LiveMap>[] = [];
  const job = await layOut({ seed: 2, epochs: 5000 });
  for (let version = -1; ; ) {
    const state = await frame<LiveMap>(`/map/live?after=${version}`);
    expect(state.header.version).not.toBe(version);
    version = state.header.version;
    seen.push(state);
    const [latest] = await client.get<readonly Job[]>('/api/jobs');
    if (!state.header.isRunning && latest?.id === job.id && latest.endedMs !== null) break;
  }
  const last = seen.at(-1);
  expect(last?.header).toMatchObject({ isRunning: false, map: { seed: 2, epochs: 5000 } });
  expect(last?.columns).toEqual((await frame<MapAnswer>('/map')).columns);
  const running = seen.filter(({ header }) => header.isRunning);
  expect(running.length).toBeGreaterThan(0);
  for (const { header, columns } of running) {
    expect(header.epochs).toBe(5000);
    expect(columns.ids).toEqual(last?.columns.ids);
  }
});

test('asked for the same while it runs, the same job is answered; asked for another, the first is given up', async () => {
  const [first, same] = [
    await layOut({ seed: 3, epochs: 5000, engine: 'umap-js' }),
    await layOut({ seed: 3, epochs: 5000, engine: 'umap-js' }),
  ];
  expect(same.id).toBe(first.id);
  const other = await layOut({ seed: 4, epochs: 20, engine: 'winnow' });
  expect(other.id).not.toBe(first.id);
  expect((await endOfJob(client, other.id)).result).toMatchObject({ seed: 4, epochs: 20 });
  const jobs = await client.get<readonly Job[]>('/api/jobs');
  expect(jobs.find(({ id }) => id === first.id)?.state).toBe('cancelled');
  const { header } = await frame<MapAnswer>('/map');
  expect(header.map as MapInfo).toMatchObject({ seed: 4, isPartial: false });
});
