import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CutRequest } from '../../../src/shared/api.ts';
import type { DatasetInfo } from '../../../src/shared/dataset.ts';
import { encodeFrame } from '../../../src/shared/frame.ts';

// A browser's, which Node has not; the stores read their settings from it as they are loaded.
vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));

const { moveCut, useCutsStore } = await import('../../../src/renderer/state/cuts.ts');
const { useDatasetStore } = await import('../../../src/renderer/state/dataset-store.ts');
const { issueCountsKey } = await import('../../../src/renderer/state/issues.ts');
const { useMessagesStore } = await import('../../../src/renderer/state/messages-store.ts');
const { queryClient } = await import('../../../src/renderer/state/query-client.ts');
const { useQueryStore } = await import('../../../src/renderer/state/query-store.ts');

const dataset = { id: 'd-1', revision: 1 } as DatasetInfo;

describe('moveCut', () => {
  let server: Server;
  let sent: CutRequest[] = [];
  let queries = 0;
  /** Answers of cuts wait for this. */
  let held: (() => void)[] = [];
  let refuses = false;

  beforeAll(async () => {
    server = createServer((request, response) => void take(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const realFetch = fetch;
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) => realFetch(new URL(path, base), init));
    useDatasetStore.setState({ dataset });
    useQueryStore.setState({ datasetId: dataset.id });
  });
  afterEach(() => {
    sent = [];
    queries = 0;
    held = [];
    refuses = false;
    useMessagesStore.getState().dismiss();
  });
  afterAll(() => {
    useQueryStore.getState().reset(null);
    vi.unstubAllGlobals();
    server.closeAllConnections();
    server.close();
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url?.endsWith('/query') === true) {
      queries++;
      response.end(encodeFrame({ revision: 1, total: 10, milliseconds: 1 }, { ids: Uint32Array.of(queries) }));
      return;
    }
    const cut = JSON.parse(Buffer.concat(chunks).toString()) as CutRequest;
    sent.push(cut);
    await new Promise<void>((resolve) => held.push(resolve));
    response.statusCode = refuses ? 400 : 200;
    response.end(JSON.stringify(refuses ? { code: 'bad_request', message: 'No such cut.' } : [{ kind: cut.kind, cut: cut.cut }]));
  }

  const heldAre = (count: number): Promise<void> => vi.waitFor(() => expect(held).toHaveLength(count));
  const release = (place: number): void => held[place]?.();

  it('sends one at a time and of those that come meanwhile the last; grid and counts follow', async () => {
    const done = moveCut('blurry', 0.1);
    void moveCut('blurry', 0.2);
    void moveCut('blurry', 0.3);
    expect(useCutsStore.getState().moved).toEqual({ blurry: 0.3 });
    await heldAre(1);
    release(0);
    await heldAre(2);
    expect(queries).toBe(1);
    expect(useCutsStore.getState().moved).toEqual({ blurry: 0.3 });
    release(1);
    await done;
    expect(sent).toEqual([
      { kind: 'blurry', cut: 0.1 },
      { kind: 'blurry', cut: 0.3 },
    ]);
    expect(useCutsStore.getState().moved).toEqual({});
    expect(queryClient.getQueryData(issueCountsKey(dataset.id, null))).toEqual([{ kind: 'blurry', cut: 0.3 }]);
    expect([...useQueryStore.getState().ids]).toEqual([2]);
  });

  it('loses no cut of another kind', async () => {
    const done = moveCut('blurry', 0.1);
    void moveCut('dark', 0.4);
    void moveCut('blurry', null);
    for (let place = 0; place < 3; place++) {
      await heldAre(place + 1);
      release(place);
    }
    await done;
    expect(sent.slice(1)).toHaveLength(2);
    expect(sent.slice(1)).toEqual(
      expect.arrayContaining([
        { kind: 'dark', cut: 0.4 },
        { kind: 'blurry', cut: null },
      ]),
    );
  });

  it('says why the engine refused, and shows the engine’s cut again', async () => {
    refuses = true;
    const done = moveCut('blurry', 0.9);
    await heldAre(1);
    release(0);
    await done;
    expect(useMessagesStore.getState().message).toMatchObject({ text: 'No such cut.', tone: 'error' });
    expect(useCutsStore.getState().moved).toEqual({});
  });

  it('moves nothing where the dataset can only be looked at, and says so', async () => {
    useDatasetStore.setState({ dataset: { ...dataset, readOnlyBecause: 'another Winnow is writing to it' } });
    await moveCut('blurry', 0.9);
    useDatasetStore.setState({ dataset });
    expect(sent).toEqual([]);
    expect(useCutsStore.getState().moved).toEqual({});
    expect(useMessagesStore.getState().message).toMatchObject({ tone: 'error', text: expect.stringContaining('another Winnow') });
  });
});
