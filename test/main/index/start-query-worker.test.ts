import { afterEach, describe, expect, it } from 'vitest';
import { columnSources } from '../../../src/main/index/columns.ts';
import { type QueryWorker, startQueryWorker } from '../../../src/main/index/start-query-worker.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';
import { makeSmallIndex, type SmallIndex } from '../../workers/query/small-index.ts';
import { PLAIN, type SampleRow } from '../../workers/query/small-sample.ts';

const row: SampleRow = { ...PLAIN, folder: 'train/cat', label: 'cat', split: 'train' };

describe('startQueryWorker', () => {
  let index: SmallIndex | undefined;
  let worker: QueryWorker | undefined;
  afterEach(async () => {
    await worker?.close();
    index?.close();
    index = undefined;
    worker = undefined;
  });

  async function start(samples: number): Promise<QueryWorker> {
    index = makeSmallIndex(Array.from({ length: samples }, () => row));
    worker = await startQueryWorker(columnSources(index.file));
    return worker;
  }

  it('answers queries from a thread, with the revision of the last refresh', async () => {
    const { client } = await start(3);
    expect(await client.call('query', { query: DEFAULT_QUERY })).toMatchObject({ revision: 0, total: 3 });
    const id = index?.insert(row) ?? 0;
    expect(await client.call('refresh', { revision: 7, ids: Uint32Array.of(id) })).toEqual({ samples: 4 });
    const answer = await client.call('query', { query: DEFAULT_QUERY });
    expect(answer).toMatchObject({ revision: 7, total: 4 });
    expect(answer.ids).toBeInstanceOf(Uint32Array);
    expect([...answer.ids].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });

  it('sees a cancel while it works and answers the next call', async () => {
    const { client } = await start(60_000);
    const controller = new AbortController();
    const facets = client.call('facets', { query: DEFAULT_QUERY }, { signal: controller.signal });
    const next = client.call('count', { query: DEFAULT_QUERY, by: 'label' });
    setTimeout(() => controller.abort(), 5);
    await expect(facets).rejects.toMatchObject({ name: 'AbortError' });
    expect(await next).toEqual({ count: 60_000, by: [{ value: 'cat', count: 60_000 }] });
  });

  it('leaves the log of the database free to be checkpointed between calls', async () => {
    const { client } = await start(100);
    await client.call('facets', { query: DEFAULT_QUERY });
    index?.insert(row);
    expect(index?.db.pragma('wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
  });

  it('rejects what is in flight when it is closed', async () => {
    const { client, close } = await start(60_000);
    const facets = client.call('facets', { query: DEFAULT_QUERY });
    const expected = expect(facets).rejects.toMatchObject({ code: 'compute_crashed' });
    await close();
    await expected;
    await expect(client.call('query', { query: DEFAULT_QUERY })).rejects.toMatchObject({ code: 'compute_crashed' });
  });

  it('says so when there is no database', async () => {
    await expect(startQueryWorker(columnSources('/nowhere/winnow.db'))).rejects.toThrow(/open database|directory/);
  });
});
