import { appendFile, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DoorClient, errorOf } from '../../src/main/cli/ask-door.ts';
import type { CountAnswer, EngineInfo, FolderListing, QueryAnswer, RowsAnswer } from '../../src/shared/api.ts';
import type { DatasetInfo, RecentDataset } from '../../src/shared/dataset.ts';
import type { ColumnAnswer } from '../../src/shared/embedding-api.ts';
import type { ExportSummary } from '../../src/shared/export.ts';
import type { Facets } from '../../src/shared/facets.ts';
import { decodeFrame, encodeFrame } from '../../src/shared/frame.ts';
import type { Job } from '../../src/shared/job.ts';
import { DEFAULT_QUERY } from '../../src/shared/query.ts';
import type { SampleDetails, Tile } from '../../src/shared/sample.ts';
import type { SplitReport } from '../../src/shared/split.ts';
import { idsOf, query } from './ask-query.ts';
import { SMALL_DATASET } from './small-dataset.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer, TRANSPORTS } from './test-server.ts';

let server: TestServer;
let info: DatasetInfo;
let route: string;

beforeAll(async () => {
  server = await startTestServer();
  info = await openIndexed(server);
  route = `/api/datasets/${info.id}`;
});
afterAll(() => server.end());

async function idOf(client: DoorClient, path: string): Promise<number> {
  const [id] = await idsOf(client, route, `path:"${path.replaceAll('"', '\\"')}"`);
  if (id === undefined) throw new Error(`${path} is not indexed`);
  return id;
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  const client = (): DoorClient => server.client(transport);

  test('the engine says what it is', async () => {
    const engine = await client().get<EngineInfo>('/api/engine');
    expect(engine).toMatchObject({ home: server.home, node: process.version });
  });

  test('a dataset is opened once, however often, and is among the recent ones', async () => {
    const again = await client().post<DatasetInfo>('/api/datasets', { folder: join(server.folder, '.'), index: false });
    expect(again).toMatchObject({ id: info.id, samples: SMALL_DATASET.samples, classes: ['cat', 'dog'], readOnlyBecause: null });
    const recent = await client().get<readonly RecentDataset[]>('/api/recent');
    expect(recent.map((one) => one.id)).toEqual([info.id]);
    expect(server.engine.datasets.list()).toHaveLength(1);
  });

  test('folders are listed with their images counted', async () => {
    const listing = await client().get<FolderListing>(`/api/folders?path=${encodeURIComponent(server.folder)}`);
    expect(listing.folders.map((folder) => folder.name)).toEqual(['train', 'val']);
    expect(listing.images).toBe(0);
    const cats = await client().get<FolderListing>(`/api/folders?path=${encodeURIComponent(join(server.folder, 'train/cat'))}`);
    expect(cats.images).toBe(4);
    await expect(client().get(`/api/folders?path=${encodeURIComponent(join(server.folder, 'nowhere'))}`)).rejects.toMatchObject({
      code: 'folder_missing',
    });
    await expect(client().get(`/api/folders?path=${encodeURIComponent(join(server.folder, 'notes.txt'))}`)).rejects.toMatchObject(
      {
        code: 'not_a_folder',
      },
    );
  });

  test('a query is answered with a frame of ids in order', async () => {
    const response = await client().fetch(`${route}/query`, {
      method: 'POST',
      body: JSON.stringify({ query: query('sort:-width') }),
    });
    const { header, columns } = decodeFrame<QueryAnswer>(await response.arrayBuffer());
    expect(header).toMatchObject({ total: SMALL_DATASET.samples, revision: expect.any(Number) });
    expect(columns.ids).toHaveLength(SMALL_DATASET.samples);
    expect(columns.ids?.[0]).toBe(await idOf(client(), 'train/cat/cut.jpg'));
  });

  test('facets and counts agree', async () => {
    const facets = await client().post<Facets>(`${route}/facets`, { query: query('split:train') });
    expect(facets).toMatchObject({ total: SMALL_DATASET.samples, matching: 6 });
    const labels = facets.text.find((facet) => facet.field === 'label')?.values;
    const count = await client().post<CountAnswer>(`${route}/count`, { query: query('split:train'), by: 'label' });
    expect(count.count).toBe(6);
    expect(Object.fromEntries(count.by?.map((one) => [one.value, one.count]) ?? [])).toEqual({ cat: 4, dog: 2 });
    expect(labels).toEqual(count.by);
    expect(await client().post(`${route}/count`, { query: query('status:corrupt') })).toEqual({ count: SMALL_DATASET.corrupt });
  });

  test('a field of all samples comes as a column, to colour by', async () => {
    const column = async (field: string) => {
      const response = await client().fetch(`${route}/column`, { method: 'POST', body: JSON.stringify({ field }) });
      if (!response.ok) throw await errorOf(response);
      const { header, columns } = decodeFrame<ColumnAnswer>(await response.arrayBuffer());
      expect([...(columns.ids ?? [])]).toEqual([...(await idsOf(client(), route, 'sort:id'))]);
      return { header, values: columns.values };
    };
    const labels = await column('label');
    expect(labels.values).toBeInstanceOf(Uint32Array);
    expect(labels.header).toMatchObject({ kind: 'text', names: [null, 'cat', 'dog'], counts: [0, 5, 4] });
    const width = await column('width');
    expect(width.values).toBeInstanceOf(Float32Array);
    expect(width.header).toMatchObject({ kind: 'number', min: 16, max: 256 });
    expect((await column('map.x')).header).toMatchObject({ kind: 'number', min: null, max: null });
    await expect(column('path')).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('an order by similarity needs embeddings', async () => {
    await expect(idsOf(client(), route, 'sort:-similar:1')).rejects.toMatchObject({ code: 'no_embeddings' });
    const asked = { query: query('sort:-similar:1'), limit: 1, offset: 0, fields: ['id'] };
    await expect(client().post<RowsAnswer>(`${route}/rows`, asked)).rejects.toMatchObject({ code: 'no_embeddings' });
    // What has no order is not worked out.
    expect(await client().post<CountAnswer>(`${route}/count`, { query: query('label:cat sort:-similar:1') })).toEqual({
      count: 5,
    });
  });

  test('tiles come in the order asked, without those that are gone', async () => {
    const ids = await idsOf(client(), route, 'sort:-sizeBytes');
    const tiles = await client().post<readonly Tile[]>(`${route}/tiles`, { ids: [...ids, 999_999] });
    expect(tiles.map((tile) => tile.id)).toEqual(ids);
    const cat = tiles.find((tile) => tile.path === 'train/cat/1.jpg');
    expect(cat).toMatchObject({ status: 'ok', width: 64, height: 48, label: 'cat', split: 'train', thumb: expect.any(String) });
  });

  test('rows have the fields asked for, page by page', async () => {
    const page = { query: DEFAULT_QUERY, fields: ['path', 'tags'], limit: 2, offset: 1 };
    const answer = await client().post<RowsAnswer>(`${route}/rows`, page);
    expect(answer).toMatchObject({ total: SMALL_DATASET.samples, matching: SMALL_DATASET.samples });
    expect(answer.rows.map((row) => Object.keys(row))).toEqual([
      ['path', 'tags'],
      ['path', 'tags'],
    ]);
    expect(answer.rows[0]?.path).toBe('train/cat/2.png');
    await expect(client().post(`${route}/rows`, { ...page, fields: ['colour'] })).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('everything about one sample', async () => {
    const id = await idOf(client(), 'val/cat/5 with "quotes".tiff');
    const details = await client().get<SampleDetails>(`${route}/samples/${id}`);
    expect(details).toMatchObject({ format: 'tiff', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await expect(client().get(`${route}/samples/999999`)).rejects.toMatchObject({ code: 'not_found' });
    await expect(client().get(`${route}/samples/1.5`)).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('thumbnails are JPEGs that may be kept for good', async () => {
    const id = await idOf(client(), 'train/cat/2.png');
    const response = await client().fetch(`${route}/thumbs/${id}?v=1`);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({ format: 'jpeg' });
    const etag = response.headers.get('etag') ?? '';
    const again = await client().fetch(`${route}/thumbs/${id}?v=1`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await client().fetch(`${route}/thumbs/999999?v=1`)).status).toBe(404);
  });

  test("images are the file's own bytes where a browser shows them", async () => {
    const id = await idOf(client(), 'train/cat/2.png');
    const response = await client().fetch(`${route}/images/${id}`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await readFile(join(server.folder, 'train/cat/2.png')));
  });

  test.skipIf(process.platform !== 'linux')('asked for its head only, a picture is not left open', async () => {
    const file = join(server.folder, 'val/dog/6.jpg');
    const bytes = await readFile(file);
    // More than is read ahead.
    await appendFile(file, Buffer.alloc(1 << 20));
    const response = await client().fetch(`${route}/images/${await idOf(client(), 'val/dog/6.jpg')}`, { method: 'HEAD' });
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const openFiles = async (): Promise<readonly string[]> =>
      Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
    await expect.poll(openFiles).not.toContain(file);
    await writeFile(file, bytes);
  });

  test('an SVG comes as it is, in a sandbox', async () => {
    const response = await client().fetch(`${route}/images/${await idOf(client(), 'val/dog/7.svg')}`);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    await response.arrayBuffer();
  });

  test('what no browser shows is rendered, and what is left of a damaged file too', async () => {
    const tiff = await client().fetch(`${route}/images/${await idOf(client(), 'val/cat/5 with "quotes".tiff')}`);
    expect(tiff.headers.get('content-type')).toMatch(/^image\/(jpeg|png)$/);
    expect(await sharp(await tiff.arrayBuffer()).metadata()).toMatchObject({ width: 64, height: 48 });
    const cut = await client().fetch(`${route}/images/${await idOf(client(), 'train/cat/cut.jpg')}`);
    expect(await sharp(await cut.arrayBuffer()).metadata()).toMatchObject({ width: 256, height: 256 });
    const empty = await client().fetch(`${route}/images/${await idOf(client(), 'train/cat/empty.jpg')}`);
    expect(empty.status).toBe(404);
    expect(await errorOf(empty)).toMatchObject({ code: 'not_found' });
  });

  test('what is on screen can be asked for first', async () => {
    expect(await client().post(`${route}/priority`, { ids: await idsOf(client(), route, 'cat') })).toEqual({});
  });

  test('an export is first tried, then done, never over anything', async () => {
    const out = join(server.home, '..', `out-${transport.replace(' ', '-')}`);
    const request = { out, format: 'csv', files: 'copy', query: query('status:ok') };
    const dry = await client().post<ExportSummary>(`${route}/export`, { ...request, dryRun: true });
    const rules = { mode: 'new', shares: [{ name: 'a', share: 1 }], balance: 'random', groupBy: [], seed: 0 };
    const report = await client().post<SplitReport>(`${route}/split`, { query: request.query, rules });
    expect(report.splits).toEqual([{ name: 'a', count: SMALL_DATASET.ok, target: SMALL_DATASET.ok }]);
    const half = { ...rules, shares: [{ name: 'a', share: 0.5 }] };
    await expect(client().post(`${route}/split`, { query: request.query, rules: half })).rejects.toMatchObject({
      code: 'bad_request',
    });
    expect(dry).toMatchObject({ dryRun: true, exported: SMALL_DATASET.ok });
    const job = await client().post<Job>(`${route}/export`, request);
    const ended = await endOfJob(client(), job.id);
    expect(ended).toMatchObject({ state: 'done', result: { exported: SMALL_DATASET.ok, out } });
    await expect(client().post(`${route}/export`, request)).rejects.toMatchObject({ code: 'output_exists' });
  });

  test('jobs are listed newest first; an ended one cannot be cancelled any more', async () => {
    const jobs = await client().get<readonly Job[]>('/api/jobs');
    expect(jobs.at(-1)).toMatchObject({ kind: 'index', state: 'done', datasetId: info.id });
    expect(await client().post(`/api/jobs/${jobs.at(-1)?.id}/cancel`, {})).toMatchObject({ state: 'done' });
    await expect(client().post('/api/jobs/none/cancel', {})).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what is wrong with a request is said, with a fitting status', async () => {
    const cases = [
      ['POST', '/api/datasets', '{"folder":""}', 400, 'bad_request'],
      ['POST', '/api/datasets', 'no json', 400, 'bad_request'],
      ['POST', '/api/datasets', `{"folder":${JSON.stringify(join(server.folder, 'nowhere'))}}`, 404, 'folder_missing'],
      ['POST', '/api/datasets', `{"folder":${JSON.stringify(join(server.folder, 'notes.txt'))}}`, 400, 'not_a_folder'],
      ['POST', `${route}/query`, '{"query":{"filter":{"kind":"equals","field":"lable","value":"x"}}}', 400, 'bad_request'],
      ['POST', `${route}/tag`, '{"tag":"-no","on":true}', 400, 'bad_request'],
      ['POST', `${route}/relabel`, '{"label":" ","query":{"filter":null}}', 400, 'bad_request'],
      ['POST', '/api/datasets/none/query', '{}', 404, 'not_found'],
      ['GET', '/api/nothing', undefined, 404, 'not_found'],
      ['PUT', '/api/engine', '', 404, 'not_found'],
      ['GET', '/assets/nothing.js', undefined, 404, 'not_found'],
      ['GET', `${route}/history?limit=-1`, undefined, 400, 'bad_request'],
    ] as const;
    for (const [method, path, body, status, code] of cases) {
      const response = await client().fetch(path, body === undefined ? { method } : { method, body });
      const text = await response.text();
      expect([path, response.status, JSON.parse(text).code]).toEqual([path, status, code]);
      expect(text).not.toMatch(/\bat .*:\d+:\d+/);
    }
  });

  test('a frame that is cut off is refused', async () => {
    const whole = encodeFrame({ tag: 'odd', on: true }, { ids: Uint32Array.of(1, 2, 3) });
    const response = await client().fetch(`${route}/tag`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: whole.subarray(0, whole.length - 8),
    });
    expect(await errorOf(response)).toMatchObject({ code: 'bad_request' });
  });
});

test('files outside of the dataset and the page cannot be reached by path', async () => {
  for (const path of [
    '/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/.git/config',
    `${route}/images/..%2f1`,
  ]) {
    const response = await server.client('tcp').fetch(path);
    await response.text();
    expect([path, response.status]).toEqual([path, expect.toBeOneOf([400, 404])]);
  }
});

test('the sample dataset is made once, by a job, however many ask', async () => {
  const client = server.client();
  const asked = [
    client.post<{ folder: string }>('/api/sample-dataset', {}),
    client.post<{ folder: string }>('/api/sample-dataset', {}),
  ];
  const [first, second] = await Promise.all(asked);
  expect(second).toEqual(first);
  const jobs = await client.get<readonly Job[]>('/api/jobs');
  expect(jobs.filter((job) => job.kind === 'sample-dataset')).toMatchObject([{ state: 'done' }]);
  expect(await client.get<EngineInfo>('/api/engine')).toMatchObject({ isSampleDatasetMade: true });
  const listing = await client.get<FolderListing>(`/api/folders?path=${encodeURIComponent(first?.folder ?? '')}`);
  expect(listing.folders.map((folder) => folder.name)).toContain('train');
});

test('a forgotten dataset is no longer recent, and can be opened again', async () => {
  await server.client().delete(`/api/recent/${info.id}`);
  expect(await server.client().get('/api/recent')).toEqual([]);
  await server.client().post(`${route}/close`, {});
  await expect(server.client().get(route)).rejects.toMatchObject({ code: 'not_found' });
  const again = await server.client().post<DatasetInfo>('/api/datasets', { folder: server.folder, index: false });
  expect(again).toMatchObject({ id: info.id, samples: SMALL_DATASET.samples });
  expect(await server.client().get('/api/recent')).toMatchObject([{ id: info.id }]);
});
