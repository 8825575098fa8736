import { afterEach, beforeEach, expect, test } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import { keepQueryWorker } from '../../../src/main/index/keep-query-worker.ts';
import { type QueryWorker, startQueryWorker } from '../../../src/main/index/start-query-worker.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
let threads: QueryWorker[];
let kept: QueryWorker;
beforeEach(async () => {
  index = makeIndex();
  addSamples(index.db, [{ path: 'a' }, { path: 'b' }]);
  threads = [];
  kept = await keepQueryWorker(columnSources(index.file), async (sources) => {
    const worker = await startQueryWorker(sources);
    threads.push(worker);
    return worker;
  });
});
afterEach(async () => {
  await kept.close();
  index.close();
});

const query = () => kept.client.call('query', { query: DEFAULT_QUERY });

test('a thread that died is started again, once, and knows the revision', async () => {
  await kept.client.call('refresh', { revision: 5, ids: null });
  await threads[0]?.close();
  const answers = await Promise.all([query(), query(), query()]);
  expect(answers.map(({ revision, total }) => [revision, total])).toEqual([5, 5, 5].map((revision) => [revision, 2]));
  expect(threads).toHaveLength(2);
  expect(kept.client.closedBecause).toBeNull();
});

test('a call that the thread died under is made again, and reads what changed meanwhile', async () => {
  const answer = query();
  addSamples(index.db, [{ path: 'c' }]);
  await threads[0]?.close();
  await answer;
  expect((await query()).total).toBe(3);
});

test("a call's own failure is the caller's", async () => {
  const abort = new AbortController();
  abort.abort();
  const cancelled = kept.client.call('query', { query: DEFAULT_QUERY }, { signal: abort.signal });
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  expect(threads).toHaveLength(1);
});

test('nothing starts again after it was closed', async () => {
  await kept.close();
  await expect(query()).rejects.toMatchObject({ code: 'compute_crashed' });
  expect(threads).toHaveLength(1);
});
