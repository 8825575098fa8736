import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isStale, useQueryStore } from '../../../src/renderer/state/query-store.ts';
import { encodeFrame } from '../../../src/shared/frame.ts';
import { DEFAULT_QUERY, type Query } from '../../../src/shared/query.ts';
import type { DatasetId } from '../../../src/shared/sample.ts';

const DATASET = 'd-1' as DatasetId;
const bySize: Query = { ...DEFAULT_QUERY, sort: { field: 'sizeBytes', descending: false } };
const byWidth: Query = { ...DEFAULT_QUERY, sort: { field: 'width', descending: true } };

describe('useQueryStore', () => {
  let server: Server;
  let asked: { readonly query: Query; readonly answer: (ids: readonly number[], revision?: number) => void; isGone: boolean }[] =
    [];
  let answerAtOnce: ((response: ServerResponse) => void) | null = null;

  beforeAll(async () => {
    server = createServer((request, response) => void take(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const realFetch = fetch;
    // A page's addresses are relative; Node knows no page.
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) => realFetch(new URL(path, base), init));
  });
  afterEach(() => {
    useQueryStore.getState().reset(null);
    asked = [];
    answerAtOnce = null;
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    server.close();
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (answerAtOnce !== null) return answerAtOnce(response);
    const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { query: Query };
    const entry = {
      query,
      isGone: false,
      answer: (ids: readonly number[], revision = 1) => {
        response.end(encodeFrame({ revision, total: 10, milliseconds: 1 }, { ids: Uint32Array.from(ids) }));
      },
    };
    response.on('close', () => {
      entry.isGone = !response.writableFinished;
    });
    asked.push(entry);
  }

  const state = useQueryStore.getState;
  const settled = (): Promise<void> => vi.waitFor(() => expect(state().isLoading).toBe(false));
  const askedFor = (count: number): Promise<void> => vi.waitFor(() => expect(asked).toHaveLength(count));

  it('shows the last answer until the next is there, and calls off a query that was overtaken', async () => {
    state().reset(DATASET);
    await askedFor(1);
    asked[0]?.answer([3, 1, 2]);
    await settled();
    expect([...state().ids]).toEqual([3, 1, 2]);

    state().setQuery(bySize);
    await askedFor(2);
    expect([...state().ids]).toEqual([3, 1, 2]);
    expect(isStale(state())).toBe(true);
    state().setQuery(byWidth);
    await askedFor(3);
    await vi.waitFor(() => expect(asked[1]?.isGone).toBe(true));
    asked[2]?.answer([2]);
    await settled();
    expect([...state().ids]).toEqual([2]);
    expect(state().answered).toBe(byWidth);
    expect(isStale(state())).toBe(false);
  });

  it('asks again when samples changed, at most twice a second, and not for what it knows', async () => {
    state().reset(DATASET);
    await askedFor(1);
    asked[0]?.answer([1], 5);
    await settled();
    state().samplesChanged(5);
    const started = performance.now();
    for (const revision of [6, 7, 8]) state().samplesChanged(revision);
    await askedFor(2);
    expect(performance.now() - started).toBeGreaterThan(300);
    asked[1]?.answer([1, 2], 8);
    await settled();
    expect(state().revision).toBe(8);
    expect(asked).toHaveLength(2);
  });

  it('tells what the engine refused, and recovers', async () => {
    answerAtOnce = (response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: 'not_found', message: 'No such dataset.' }));
    };
    state().reset(DATASET);
    await settled();
    expect(state().error).toMatchObject({ code: 'not_found', message: 'No such dataset.' });
    answerAtOnce = null;
    void state().rerun();
    await askedFor(1);
    asked[0]?.answer([4]);
    await settled();
    expect(state().error).toBeNull();
  });

  it('says in words when something else answers', async () => {
    answerAtOnce = (response) => response.end('<html>a proxy</html>');
    state().reset(DATASET);
    await settled();
    expect(state().error?.message).toContain('Expected a column frame');
  });
});
