import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DoorClient } from '../../src/main/cli/ask-door.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import type { Decision } from '../../src/shared/decision.ts';
import type { TagAnswer } from '../../src/shared/decision-api.ts';
import { encodeFrame } from '../../src/shared/frame.ts';
import type { SampleDetails } from '../../src/shared/sample.ts';
import { idsOf, query } from './ask-query.ts';
import { openIndexed, startTestServer, type TestServer, TRANSPORTS } from './test-server.ts';

let server: TestServer;
let info: DatasetInfo;
let route: string;

beforeAll(async () => {
  server = await startTestServer();
  info = await openIndexed(server);
  route = `/api/datasets/${info.id}`;
});
afterAll(() => server.end());

describe.each(TRANSPORTS)('over %s', (transport) => {
  const client = (): DoorClient => server.client(transport);

  test('tags by query and by ids, undo, redo, history', async () => {
    const tagged = await client().post<TagAnswer>(`${route}/tag`, { tag: 'odd', on: true, query: query('label:dog') });
    expect(tagged).toMatchObject({ changed: 4, dataset: { undoDepth: expect.any(Number) } });
    expect(await idsOf(client(), route, 'tag:odd')).toHaveLength(4);
    const ids = Uint32Array.from(await idsOf(client(), route, 'tag:odd'));
    const response = await client().fetch(`${route}/tag`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: encodeFrame({ tag: 'odd', on: false }, { ids: ids.subarray(0, 1) }),
    });
    expect((await response.json()) as TagAnswer).toMatchObject({ changed: 1 });
    expect(await idsOf(client(), route, 'tag:odd')).toHaveLength(3);
    await client().post(`${route}/undo`, {});
    expect(await idsOf(client(), route, 'tag:odd')).toHaveLength(4);
    await client().post(`${route}/redo`, {});
    expect(await idsOf(client(), route, 'tag:odd')).toHaveLength(3);
    await client().post(`${route}/undo`, {});
    await client().post(`${route}/undo`, {});
    expect(await idsOf(client(), route, 'tag:odd')).toEqual([]);
    const history = await client().get<readonly Decision[]>(`${route}/history?limit=3`);
    expect(history.map((decision) => decision.kind)).toEqual(['undo', 'undo', 'redo']);
  });

  test('a tag in place of another is one decision, and no other than that can be asked for', async () => {
    const tag = (change: object): Promise<TagAnswer> => client().post(`${route}/tag`, { query: query('label:dog'), ...change });
    const { dataset: before } = await tag({ tag: 'remove', on: true });
    const answer = await tag({ tag: 'keep', on: true, insteadOf: 'remove' });
    expect(answer).toMatchObject({ changed: 4, dataset: { undoDepth: before.undoDepth + 1 } });
    expect(answer.message).toBe('Tagged 4 samples “keep” in place of “remove”');
    expect(await idsOf(client(), route, 'tag:keep -tag:remove')).toHaveLength(4);
    await client().post(`${route}/undo`, {});
    expect(await idsOf(client(), route, '-tag:keep tag:remove')).toHaveLength(4);
    await client().post(`${route}/undo`, {});
    for (const change of [
      { tag: 'a', on: false },
      { tag: 'remove', on: true },
    ]) {
      await expect(tag({ ...change, insteadOf: 'remove' })).rejects.toMatchObject({ code: 'bad_request' });
    }
  });

  test('samples that are named and are all that a query finds are a decision of that query', async () => {
    const ids = Uint32Array.from(await idsOf(client(), route, 'label:dog'));
    const tag = async (samples: Uint32Array): Promise<string | null | undefined> => {
      const response = await client().fetch(`${route}/tag`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: encodeFrame({ tag: 'pet', on: true, foundBy: query('label:dog') }, { ids: samples }),
      });
      expect(response.status).toBe(200);
      const [decision] = await client().get<readonly Decision[]>(`${route}/history?limit=1`);
      await client().post(`${route}/undo`, {});
      return decision?.query;
    };
    expect(await tag(ids)).toBe('label:dog');
    expect(await tag(ids.subarray(1))).toBeNull();
  });

  test('labels are given by query and by ids, told in the details, and taken back', async () => {
    const ids = Uint32Array.from(await idsOf(client(), route, 'label:dog'));
    const response = await client().fetch(`${route}/relabel`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: encodeFrame({ label: 'fox' }, { ids: ids.subarray(0, 2) }),
    });
    expect((await response.json()) as TagAnswer).toMatchObject({ changed: 2, dataset: { classes: ['cat', 'dog', 'fox'] } });
    expect(await idsOf(client(), route, 'label:fox sort:id')).toEqual([...ids.subarray(0, 2)].sort());
    const details = await client().get<SampleDetails>(`${route}/samples/${ids[0]}`);
    expect(details).toMatchObject({ label: 'fox', labelBefore: 'dog' });
    const all = await client().post<TagAnswer>(`${route}/relabel`, { label: null, query: query('label:fox OR label:dog') });
    expect(all).toMatchObject({ changed: 4, dataset: { classes: ['cat', 'dog'] } });
    expect(await idsOf(client(), route, 'is:relabeled is:unlabeled')).toHaveLength(4);
    for (let k = 0; k < 2; k++) await client().post(`${route}/undo`, {});
    expect(await idsOf(client(), route, 'is:relabeled')).toEqual([]);
    expect(await client().get<SampleDetails>(`${route}/samples/${ids[0]}`)).not.toHaveProperty('labelBefore');
  });

  test('notes are written, searched for and told; the history is gone back to at any point', async () => {
    const [id = 0] = await idsOf(client(), route, 'label:dog');
    const stood = (await client().get<DatasetInfo>(route)).undoDepth;
    const response = await client().fetch(`${route}/note`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: encodeFrame({ text: 'two dogs' }, { ids: Uint32Array.of(id) }),
    });
    expect((await response.json()) as TagAnswer).toMatchObject({ changed: 1, message: 'Noted on 1 sample: “two dogs”' });
    expect(await idsOf(client(), route, 'note:"two dogs" is:noted')).toEqual([id]);
    expect(await client().get<SampleDetails>(`${route}/samples/${id}`)).toMatchObject({ note: 'two dogs' });
    await client().post(`${route}/tag`, { tag: 'odd', on: true, query: query('label:dog') });
    await client().post(`${route}/note`, { text: null, query: query('is:noted') });
    const [newest] = await client().get<readonly Decision[]>(`${route}/history?limit=1`);
    const back = await client().post<TagAnswer>(`${route}/revert`, { to: (newest?.id ?? 0) - 2 });
    expect(back).toMatchObject({ message: 'Took back 2 decisions', dataset: { undoDepth: stood + 1, redoDepth: 2 } });
    expect(await idsOf(client(), route, 'is:noted -tag:odd')).toEqual([id]);
    expect((await client().post<TagAnswer>(`${route}/revert`, { to: newest?.id })).message).toBe('Did again 2 decisions');
    expect(await idsOf(client(), route, 'is:noted')).toEqual([]);
    for (let k = 0; k < 3; k++) await client().post(`${route}/undo`, {});
    expect(await idsOf(client(), route, 'is:noted OR tag:odd')).toEqual([]);
  });

  test('the layout can be changed, and the change undone', async () => {
    const changed = await client().post<DatasetInfo>(`${route}/layout`, { splitLevel: null, labelLevel: 0 });
    expect(changed).toMatchObject({ classes: ['train', 'val'], layout: { splitLevel: null, labelLevel: 0 } });
    await client().post(`${route}/undo`, {});
    expect(await client().get<DatasetInfo>(route)).toMatchObject({
      classes: ['cat', 'dog'],
      layout: { splitLevel: 0, labelLevel: 1 },
    });
  });
});
