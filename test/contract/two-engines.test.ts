import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorClient } from '../../src/main/cli/ask-door.ts';
import { type RunningServer, startServer } from '../../src/main/door/start-server.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import { DEFAULT_QUERY } from '../../src/shared/query.ts';
import { SMALL_DATASET } from './small-dataset.ts';
import { openIndexed, startTestServer, type TestServer } from './test-server.ts';

let first: TestServer;
let second: RunningServer;
let info: DatasetInfo;

beforeAll(async () => {
  first = await startTestServer();
  info = await openIndexed(first);
  second = await startServer({ home: first.home, logger: first.engine.logger });
});
afterAll(async () => {
  await second.close();
  await first.end();
});

test('a second engine says that the dataset is busy, and opens it to look at when asked', async () => {
  const client = doorClient(second.door, second.token);
  const refused = client.post('/api/datasets', { folder: first.folder });
  await expect(refused).rejects.toMatchObject({ code: 'dataset_busy' });
  const looked = await client.post<DatasetInfo>('/api/datasets', { folder: first.folder, readOnly: true });
  expect(looked).toMatchObject({ id: info.id, samples: SMALL_DATASET.samples, readOnlyBecause: expect.any(String) });
  const route = `/api/datasets/${info.id}`;
  expect(await client.post(`${route}/count`, { query: DEFAULT_QUERY })).toEqual({ count: SMALL_DATASET.samples });
  for (const [path, body] of [
    ['tag', { tag: 'x', on: true, query: DEFAULT_QUERY }],
    ['undo', {}],
    ['index', {}],
    ['layout', { splitLevel: null, labelLevel: null }],
  ] as const) {
    await expect(client.post(`${route}/${path}`, body)).rejects.toMatchObject({ code: 'read_only' });
  }
});

test('once the first one closes it, the second one may write', async () => {
  await first.client().post(`/api/datasets/${info.id}/close`, {});
  const client = doorClient(second.door, second.token);
  expect(await client.post<DatasetInfo>('/api/datasets', { folder: first.folder, index: false })).toMatchObject({
    readOnlyBecause: null,
  });
  expect(await client.post(`/api/datasets/${info.id}/tag`, { tag: 'x', on: true, query: DEFAULT_QUERY })).toMatchObject({
    changed: SMALL_DATASET.samples,
  });
});
