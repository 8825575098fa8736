import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsOf } from '../../src/main/cli/follow-job.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import type { EngineEvent } from '../../src/shared/events.ts';
import { DEFAULT_QUERY } from '../../src/shared/query.ts';
import { openIndexed, startTestServer, type TestServer, TRANSPORTS } from './test-server.ts';

let server: TestServer;
let info: DatasetInfo;
beforeAll(async () => {
  server = await startTestServer();
  info = await openIndexed(server);
});
afterAll(() => server.end());

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('the present state comes first, then what happens; leaving cleans up', async () => {
    const before = server.engine.events.listeners;
    const leave = new AbortController();
    const { body, headers } = await server.client(transport).fetch('/api/events', { signal: leave.signal });
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    const heard: EngineEvent[] = [];
    let isTagged = false;
    for await (const event of eventsOf(body as ReadableStream<Uint8Array>)) {
      heard.push(event);
      if (event.type === 'alive' && !isTagged) {
        isTagged = true;
        expect(server.engine.events.listeners).toBe(before + 1);
        await server.client().post(`/api/datasets/${info.id}/tag`, { tag: transport, on: true, query: DEFAULT_QUERY });
      }
      if (event.type === 'dataset' && event.dataset.tags.includes(transport)) break;
    }
    leave.abort();
    expect(heard.slice(0, 2)).toMatchObject([{ type: 'dataset' }, { type: 'job', job: { kind: 'index', state: 'done' } }]);
    expect(heard.find((event) => event.type === 'samples')).toMatchObject({ datasetId: info.id, revision: expect.any(Number) });
    await expect.poll(() => server.engine.events.listeners).toBe(before);
  });
});

test('changes that come fast are told at most four times a second', async () => {
  let told = 0;
  const leave = server.engine.events.subscribe((event) => {
    if (event.type === 'samples') told++;
  });
  const until = performance.now() + 1000;
  for (let i = 0; performance.now() < until; i++) {
    await server.client().post(`/api/datasets/${info.id}/tag`, { tag: 'flip', on: i % 2 === 0, query: DEFAULT_QUERY });
  }
  leave();
  expect(told).toBeGreaterThanOrEqual(2);
  expect(told).toBeLessThanOrEqual(6);
});

test('streams end when the engine stops', async () => {
  const other = await startTestServer();
  const { body } = await other.client('tcp').fetch('/api/events');
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const started = performance.now();
  await other.end();
  for (;;) if ((await reader.read()).done) break;
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a dataset that another window shows stays open when one closes it', async () => {
  const isOpen = (): boolean => server.engine.datasets.list().some(({ id }) => id === info.id);
  const close = (): Promise<unknown> => server.client().post(`/api/datasets/${info.id}/close`, {});
  await expect.poll(() => server.engine.events.listeners).toBe(0);
  const windows = [server.engine.events.subscribe(() => undefined), server.engine.events.subscribe(() => undefined)];
  await close();
  expect(isOpen()).toBe(true);
  windows[0]?.();
  await close();
  expect(isOpen()).toBe(false);
  windows[1]?.();
});
