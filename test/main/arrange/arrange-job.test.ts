import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoorClient } from '../../../src/main/cli/ask-door.ts';
import type { ArrangedAnswer } from '../../../src/shared/embedding-api.ts';
import { type Column, decodeFrame } from '../../../src/shared/frame.ts';
import type { Job } from '../../../src/shared/job.ts';
import { DEFAULT_QUERY, type Query } from '../../../src/shared/query.ts';
import { SMALL_DATASET } from '../../contract/small-dataset.ts';
import { endOfJob, openIndexed, startTestServer, type TestServer } from '../../contract/test-server.ts';
import { tinyImageEncoder } from '../models/tiny-onnx.ts';

let server: TestServer;
let client: DoorClient;
let route: string;

const ask = (query: Query = DEFAULT_QUERY, aspect = 1.5): Promise<Job> => client.post<Job>(`${route}/arrange`, { query, aspect });

async function arranged(job: Job): Promise<{ header: ArrangedAnswer; columns: Readonly<Record<string, Column>> }> {
  const { state } = await endOfJob(client, job.id);
  expect(state).toBe('done');
  const response = await client.fetch(`${route}/arranged/${job.id}`);
  return decodeFrame<ArrangedAnswer>(await response.arrayBuffer());
}

const present = (column: Column | undefined): number[] => [...(column ?? [])].filter((id) => id !== 0).sort((a, b) => a - b);

beforeAll(async () => {
  server = await startTestServer();
  client = server.client();
  route = `/api/datasets/${(await openIndexed(server)).id}`;
});
afterAll(() => server.end());

test('without embeddings it is said what to do', async () => {
  await expect(ask()).rejects.toMatchObject({ code: 'no_embeddings', message: expect.stringContaining('winnow embed') });
});

test('every sample with a vector has a cell, the others are counted', async () => {
  const model = join(server.home, 'tiny.onnx');
  await writeFile(model, tinyImageEncoder());
  await endOfJob(client, (await client.post<Job>(`${route}/embed`, { model, map: false })).id);
  const job = await ask();
  const { header, columns } = await arranged(job);
  expect(header).toEqual({
    columns: 3,
    rows: 3,
    levels: [
      { columns: 2, rows: 2 },
      { columns: 1, rows: 1 },
    ],
    leftOut: 2,
  });
  expect(present(columns.cells)).toHaveLength(SMALL_DATASET.ok);
  const ids = new Set(present(columns.cells));
  // The lower right block is the last cells of the last row: nothing.
  expect(present(columns.level1)).toHaveLength(3);
  expect(present(columns.level1).every((id) => ids.has(id))).toBe(true);
  expect(present(columns.level2)).toHaveLength(1);
  expect((await client.get<readonly Job[]>('/api/jobs'))[0]).toMatchObject({
    kind: 'arrange',
    message: '7 samples arranged, 2 without a vector left out',
  });
});

test('the same samples are not arranged twice, whatever their order', async () => {
  const job = await ask();
  expect((await ask()).id).toBe(job.id);
  const backwards: Query = { filter: null, sort: { field: 'sizeBytes', descending: true } };
  expect((await ask(backwards)).id).toBe(job.id);
  expect((await ask(DEFAULT_QUERY, 3)).id).not.toBe(job.id);
});

test('a query is arranged by itself, and may be empty', async () => {
  const cats: Query = { ...DEFAULT_QUERY, filter: { kind: 'equals', field: 'label', value: 'cat' } };
  const all = present((await arranged(await ask())).columns.cells);
  const some = present((await arranged(await ask(cats))).columns.cells);
  expect(some.length).toBeGreaterThan(0);
  expect(some.length).toBeLessThan(all.length);
  const none = await arranged(await ask({ ...DEFAULT_QUERY, filter: { kind: 'equals', field: 'label', value: 'unicorn' } }));
  expect(none.header).toEqual({ columns: 0, rows: 0, levels: [], leftOut: 0 });
});

test('what no job has arranged is not found, and a wrong aspect is refused', async () => {
  await expect(client.get(`${route}/arranged/unknown`)).rejects.toMatchObject({ code: 'not_found' });
  await expect(ask(DEFAULT_QUERY, 0)).rejects.toMatchObject({ code: 'bad_request' });
});
