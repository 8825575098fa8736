import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DoorClient } from '../../src/main/cli/ask-door.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import { PLAIN_LAYOUT, type SavedView, type ViewCount } from '../../src/shared/saved-view.ts';
import { winnow } from './run-winnow.ts';
import { openIndexed, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let client: DoorClient;
let info: DatasetInfo;
let route: string;

beforeAll(async () => {
  server = await startTestServer();
  client = server.client();
  info = await openIndexed(server);
  route = `/api/datasets/${info.id}/views`;
});
afterAll(() => server.end());

const save = (name: string, query: string, more = {}): Promise<SavedView> =>
  client.post<SavedView>(route, { name, query, layout: PLAIN_LAYOUT, ...more });
const names = async (): Promise<readonly string[]> => (await client.get<readonly SavedView[]>(route)).map(({ name }) => name);

test('views are saved as Winnow writes their query, in the order the user gives them', async () => {
  const layout = { shows: 'map', issue: null, settings: { thumbnailSize: 96, later: { deep: [1, null] } }, groupBy: 'folder' };
  expect(await save('Cats', 'label:"cat"', { layout })).toMatchObject({ name: 'Cats', query: 'label:cat', layout });
  await save('Wide', 'width>100 sort:-width');
  await save('First', '', { position: 0 });
  expect(await names()).toEqual(['First', 'Cats', 'Wide']);
  const [first, cats] = await client.get<readonly SavedView[]>(route);
  await client.post(`${route}/${first?.id}`, { position: 2 });
  await client.post(`${route}/${cats?.id}`, { name: 'All cats', query: 'label:cat sort:-width' });
  const after = await client.get<readonly SavedView[]>(route);
  expect(after.map(({ name, query }) => [name, query])).toEqual([
    ['All cats', 'label:cat sort:-width'],
    ['Wide', 'width>100 sort:-width'],
    ['First', ''],
  ]);
  expect(after[0]?.layout).toEqual(layout);
});

test('a deleted view comes back in its place', async () => {
  const [, wide] = await client.get<readonly SavedView[]>(route);
  await client.delete(`${route}/${wide?.id}`);
  expect(await names()).toEqual(['All cats', 'First']);
  await save('Wide', 'width>100 sort:-width', { position: 1 });
  expect(await names()).toEqual(['All cats', 'Wide', 'First']);
  await expect(client.delete(`${route}/${wide?.id}`)).rejects.toMatchObject({ code: 'not_found' });
});

test('a name that is taken, or none, and a query that is none are refused and change nothing', async () => {
  const before = await client.get(route);
  await expect(save('Wide', '')).rejects.toMatchObject({ code: 'bad_request', message: /already/ });
  await expect(save(' ', '')).rejects.toMatchObject({ code: 'bad_request' });
  await expect(save('Odd', 'label:cat colour:red')).rejects.toMatchObject({
    code: 'bad_query',
    position: { start: 10, end: 16 },
  });
  await expect(save('Huge', '', { layout: { ...PLAIN_LAYOUT, settings: { a: 'x'.repeat(20_000) } } })).rejects.toMatchObject({
    code: 'bad_request',
  });
  expect(await client.get(route)).toEqual(before);
});

test('each says what it finds, and what it asks for in vain', async () => {
  await save('Gone', '(label:zebra OR tag:never) field.camera:canon');
  const views = await client.get<readonly SavedView[]>(route);
  const counts = await client.get<readonly ViewCount[]>(`${route}/counts`);
  expect(counts.map(({ id, ...rest }) => [views.find((view) => view.id === id)?.name, rest])).toEqual([
    ['All cats', { count: 5, problems: [] }],
    ['Wide', { count: 2, problems: [] }],
    ['First', { count: 9, problems: [] }],
    [
      'Gone',
      {
        count: null,
        problems: ['There is no class "zebra".', 'No sample has the tag "never".', 'There is no field "camera".'],
      },
    ],
  ]);
});

test('the command line lists, saves, renames and deletes them', async () => {
  const run = async (...args: readonly string[]) => winnow(server.home, 'views', server.folder, ...args);
  const saved = await run('--save', 'Dogs', '--where', 'label:dog', '--json');
  expect(saved).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(saved.stdout)).toContainEqual({ name: 'Dogs', query: 'label:dog', count: 4, problems: '' });
  await run('--save', 'Dogs', '--where', 'label:dog width>64');
  await run('--rename', 'Dogs', '--to', 'Wide dogs');
  expect((await run('--csv')).stdout).toContain('Wide dogs,label:dog width>64,1,');
  expect(await run('--delete', 'Dogs')).toMatchObject({ status: 1, stderr: /There is no view "Dogs"\. Saved are: All cats/ });
  expect(await run('--save', 'Dogs')).toMatchObject({ status: 2 });
  expect(await run('--delete', 'Wide dogs')).toMatchObject({ status: 0 });
  expect(await names()).toEqual(['All cats', 'Wide', 'First', 'Gone']);
});
