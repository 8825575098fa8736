import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DoorClient } from '../../src/main/cli/ask-door.ts';
import { generalises } from '../../src/main/recipe/generalises.ts';
import type { GroupsAnswer, IssueRowsAnswer, QueryAnswer, RowsAnswer } from '../../src/shared/api.ts';
import type { DatasetInfo } from '../../src/shared/dataset.ts';
import type { Decision } from '../../src/shared/decision.ts';
import type { TagAnswer } from '../../src/shared/decision-api.ts';
import type { RangeFacet } from '../../src/shared/facets.ts';
import { decodeFrame, encodeFrame } from '../../src/shared/frame.ts';
import { type GroupKind, ISSUE_KINDS, type IssueCount, type IssueKind, type SampleIssue } from '../../src/shared/issue.ts';
import type { SampleDetails } from '../../src/shared/sample.ts';
import { query } from './ask-query.ts';
import { makeProblemDataset, PROBLEM_DATASET } from './problem-dataset.ts';
import { openIndexed, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let info: DatasetInfo;
let client: DoorClient;
let route: string;

beforeAll(async () => {
  server = await startTestServer(makeProblemDataset);
  info = await openIndexed(server);
  client = server.client();
  route = `/api/datasets/${info.id}`;
});
afterAll(() => server.end());
/** Every test starts from what the index job left. */
beforeEach(async () => {
  while ((await client.post<TagAnswer>(`${route}/undo`, {})).decisionId !== null);
});

async function pathsOf(text: string): Promise<readonly unknown[]> {
  const asked = { query: query(text), limit: 100, offset: 0, fields: ['path'] };
  return (await client.post<RowsAnswer>(`${route}/rows`, asked)).rows.map((row) => row.path);
}

async function idsOf(text: string): Promise<readonly number[]> {
  const asked = { query: query(text), limit: 100, offset: 0, fields: ['id'] };
  return (await client.post<RowsAnswer>(`${route}/rows`, asked)).rows.map((row) => Number(row.id));
}

async function countOf(kind: IssueKind): Promise<IssueCount> {
  const counts = await client.post<readonly IssueCount[]>(`${route}/issues`, {});
  const found = counts.find((count) => count.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not counted`);
  return found;
}

const issueRows = (asked: object): Promise<IssueRowsAnswer> =>
  client.post<IssueRowsAnswer>(`${route}/issues/rows`, { limit: 1000, offset: 0, ...asked });

const groupsOf = (kind: GroupKind, onlyOpen = false): Promise<GroupsAnswer> =>
  client.post<GroupsAnswer>(`${route}/groups`, { kind, onlyOpen, offset: 0, limit: 10, rules: ['resolution', 'path'] });

describe('issues', () => {
  test('are counted by kind, in order', async () => {
    const counts = await client.post<readonly IssueCount[]>(`${route}/issues`, {});
    expect(counts.map(({ kind }) => kind)).toEqual([...ISSUE_KINDS]);
    const samples = Object.fromEntries(counts.map((count) => [count.kind, count.samples]));
    expect(samples).toMatchObject({
      corrupt: 1,
      leak: 3,
      'label-conflict': 3,
      'exact-duplicate': 3,
      'pixel-duplicate': 2,
      dark: 1,
    });
    expect(counts.find(({ kind }) => kind === 'dark')).toMatchObject({ cut: 0.32, defaultCut: 0.32, groups: 0 });
    const ofCats = await client.post<readonly IssueCount[]>(`${route}/issues`, { query: query('label:cat') });
    expect(ofCats.find(({ kind }) => kind === 'exact-duplicate')?.samples).toBe(2);
  });

  test('come as rows by kind, then severity, a page at a time', async () => {
    const { rows, total } = await issueRows({});
    expect(rows).toHaveLength(total);
    const places = rows.map(({ kind }) => ISSUE_KINDS.indexOf(kind));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const [k, row] of rows.entries()) {
      const next = rows[k + 1];
      if (next?.kind === row.kind) expect(next.score).toBeGreaterThanOrEqual(row.score);
    }
    const paged = [];
    for (let offset = 0; offset < total; offset += 4) paged.push(...(await issueRows({ offset, limit: 4 })).rows);
    expect(paged).toEqual(rows);
  });

  test('of duplicates name the group, the sample it is linked to and the one to keep', async () => {
    const { rows } = await issueRows({ kinds: ['leak'], query: query('path:val/*') });
    const [first] = await idsOf('path:train/cat/a.jpg');
    expect(rows).toEqual([
      {
        kind: 'leak',
        path: 'val/cat/a.jpg',
        score: expect.any(Number),
        reason: expect.stringContaining('train'),
        group: `exact-${first}`,
        suggestion: 'train/cat/a.jpg',
        related: expect.stringMatching(/^train\//),
      },
    ]);
  });

  test('of a sample come with their reasons', async () => {
    const [dark] = await idsOf('path:*dark.png');
    const issues = await client.get<readonly SampleIssue[]>(`${route}/samples/${dark}/issues`);
    expect(issues.find(({ kind }) => kind === 'dark')).toMatchObject({
      score: expect.any(Number),
      cut: 0.32,
      reason: expect.stringContaining('darker'),
      group: null,
    });
    const [fine] = await idsOf('path:val/dog/7.jpg');
    expect(await client.get(`${route}/samples/${fine}/issues`)).toEqual([]);
    const details = await client.get<SampleDetails>(`${route}/samples/${fine}`);
    expect(details).toMatchObject({ intact: null, privateMetadata: [] });
  });

  test('are fields of rows, as scores and groups are', async () => {
    const fields = ['issue.dark', 'path', 'score.dark', 'issues', 'group.exact', 'issue.light'];
    const asked = { query: query('path:*dark.png'), limit: 1, offset: 0, fields };
    const [row] = (await client.post<RowsAnswer>(`${route}/rows`, asked)).rows;
    expect(Object.keys(row ?? {})).toEqual(fields);
    expect(row).toMatchObject({
      'issue.dark': 1,
      'issue.light': 0,
      'group.exact': null,
      issues: expect.arrayContaining(['dark']),
    });
    expect(row?.['score.dark']).toBeLessThan(0.32);
    const wrong = client.post(`${route}/rows`, { ...asked, fields: ['issue.darkness'] });
    await expect(wrong).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('issue.dark,') });
  });

  test('have histograms of their scores', async () => {
    const histogram = await client.post<RangeFacet>(`${route}/histogram`, { field: 'score.dark' });
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(PROBLEM_DATASET.samples - 1);
  });
});

describe('a cut', () => {
  test('that moves is what queries go by, under a new revision, and stays when the dataset is opened again', async () => {
    const before = (await client.get<DatasetInfo>(route)).revision;
    const moved = await client.post<readonly IssueCount[]>(`${route}/issues/cut`, { kind: 'dark', cut: 1 });
    expect(moved.find(({ kind }) => kind === 'dark')).toMatchObject({ samples: 12, cut: 1, defaultCut: 0.32 });
    const response = await client.fetch(`${route}/query`, {
      method: 'POST',
      body: JSON.stringify({ query: query('issue:dark') }),
    });
    const { header, columns } = decodeFrame<QueryAnswer>(await response.arrayBuffer());
    expect([header.revision, columns.ids?.length]).toEqual([before + 1, 12]);
    expect((await client.get<DatasetInfo>(route)).revision).toBe(before + 1);
    await server.engine.datasets.close(info.id);
    await client.post('/api/datasets', { folder: server.folder, index: false });
    expect((await countOf('dark')).cut).toBe(1);
    const back = await client.post<readonly IssueCount[]>(`${route}/issues/cut`, { kind: 'dark', cut: null });
    expect(back.find(({ kind }) => kind === 'dark')).toMatchObject({ samples: 1, cut: 0.32 });
  });

  test.each([[{ kind: 'dark', cut: 1.5 }], [{ kind: 'corrupt', cut: 0.5 }]])('%j is refused', async (cut) => {
    await expect(client.post(`${route}/issues/cut`, cut)).rejects.toMatchObject({ code: 'bad_request' });
  });
});

describe('what is no issue', () => {
  test('is not counted any more, until that is undone', async () => {
    const said = await client.post<TagAnswer>(`${route}/not-issue`, { issue: 'dark', on: true, query: query('') });
    expect(said).toMatchObject({ changed: 1, message: 'Marked 1 sample as not “Dark”' });
    expect(await countOf('dark')).toMatchObject({ samples: 0, kept: 1 });
    expect(await pathsOf('issue:dark')).toEqual([]);
    await client.post(`${route}/undo`, {});
    expect(await countOf('dark')).toMatchObject({ samples: 1, kept: 0 });
    await client.post(`${route}/redo`, {});
    const again = await client.post<TagAnswer>(`${route}/not-issue`, { issue: 'dark', on: false, query: query('') });
    expect(again.changed).toBe(1);
    expect(await pathsOf('issue:dark')).toEqual(['train/dog/dark.png']);
  });

  test('is recorded of samples that have the issue only, also where they are named', async () => {
    const ids = Uint32Array.from(await idsOf(''));
    const body = encodeFrame({ issue: 'dark', on: true }, { ids });
    const headers = { 'content-type': 'application/octet-stream' };
    const answer = (await (await client.fetch(`${route}/not-issue`, { method: 'POST', body, headers })).json()) as TagAnswer;
    expect(answer.changed).toBe(1);
    const [newest] = await client.get<readonly Decision[]>(`${route}/history?limit=1`);
    expect(newest).toMatchObject({ kind: 'not-issue', value: 'dark', sampleCount: 1 });
  });
});

describe('groups', () => {
  test('come with their members, the best first', async () => {
    const { groups, total, open } = await groupsOf('near-duplicate');
    expect([total, open]).toEqual([1, 1]);
    const [group] = groups;
    expect(group).toMatchObject({ kind: 'near-duplicate', partition: 'near', isOpen: true, size: 2 });
    expect(group?.members.map(({ path }) => path)).toEqual(['train/dog/c.png', 'train/dog/c-small.png']);
    expect(group?.bestId).toBe(group?.members[0]?.id);
    expect(group?.members.filter(({ linkedId }) => linkedId !== null)).toHaveLength(1);
    expect(group?.weakest).toBeGreaterThan(0);
  });

  test('are closed by keeping the best, in one decision', async () => {
    const asked = { kind: 'label-conflict', rules: ['path'], groups: null };
    const done = await client.post<TagAnswer>(`${route}/groups/keep-best`, asked);
    expect(done).toMatchObject({ changed: 2, message: 'Tagged 2 samples “remove”' });
    expect(await pathsOf('tag:remove')).toEqual(['train/dog/a.jpg', 'val/cat/a.jpg']);
    expect(await groupsOf('label-conflict', true)).toMatchObject({ total: 1, open: 0, groups: [] });
    await client.post(`${route}/undo`, {});
    expect(await pathsOf('tag:remove')).toEqual([]);
  });

  test('keep what is tagged "keep", whatever the rules say', async () => {
    await client.post(`${route}/tag`, { tag: 'keep', on: true, query: query('path:val/cat/a.jpg') });
    const { groups } = await groupsOf('exact-duplicate');
    const asked = { kind: 'exact-duplicate', rules: ['path'], groups: groups.map(({ id }) => id) };
    await client.post(`${route}/groups/keep-best`, asked);
    expect(await pathsOf('tag:remove')).toEqual(['train/cat/a.jpg', 'train/dog/a.jpg']);
    expect((await groupsOf('exact-duplicate')).groups[0]?.members[0]?.path).toBe('val/cat/a.jpg');
  });

  test('that are named are decided by no query of other data, and only as far as they are shown', async () => {
    const [group] = (await groupsOf('exact-duplicate')).groups;
    const asked = { kind: 'exact-duplicate', rules: ['path'], groups: [group?.id], query: query('path:train/*') };
    expect(await client.post(`${route}/groups/keep-best`, asked)).toMatchObject({ changed: 1 });
    expect(await pathsOf('tag:remove')).toEqual(['train/dog/a.jpg']);
    const [decision] = await client.get<readonly Decision[]>(`${route}/history?limit=1`);
    expect(decision?.query).toBe(`issue:exact-duplicate group.exact=${group?.id}`);
    expect(generalises(decision?.query ?? '')).toBe(false);
    expect(await pathsOf(decision?.query ?? '')).toHaveLength(3);
  });

  test('are parted by those who know better, for good, until that is undone', async () => {
    const [group] = (await groupsOf('exact-duplicate')).groups;
    const ids = group?.members.map(({ id }) => id) ?? [];
    const [single] = await idsOf('path:train/dog/a.jpg');
    const done = await client.post<TagAnswer>(`${route}/not-duplicates`, { ids, single: [single] });
    expect(done).toMatchObject({ changed: 1, message: 'Marked 1 sample as not a duplicate' });
    expect(await pathsOf('issue:exact-duplicate')).toEqual(['train/cat/a.jpg', 'val/cat/a.jpg']);
    expect(await pathsOf('issue:label-conflict')).toEqual([]);
    await client.post(`${route}/undo`, {});
    expect(await pathsOf('issue:label-conflict')).toHaveLength(3);
    const strangers = { ids, single: [await idsOf('path:*dark.png').then(([id]) => id)] };
    await expect(client.post(`${route}/not-duplicates`, strangers)).rejects.toMatchObject({ code: 'bad_request' });
    const [id = 0] = ids;
    // The last would be the first one again in 32 bits.
    for (const other of [id, 99_999, 2 ** 32 + id]) {
      const nobody = client.post(`${route}/not-duplicates`, { ids: [id, other], single: null });
      await expect(nobody).rejects.toMatchObject({ code: 'bad_request' });
    }
  });

  test('are left by samples of which it is said that they are no duplicates', async () => {
    const asked = { issue: 'near-duplicate', on: true, query: query('path:*c-small.png') };
    expect(await client.post<TagAnswer>(`${route}/not-issue`, asked)).toMatchObject({ changed: 1 });
    expect((await groupsOf('near-duplicate')).total).toBe(0);
    const back = client.post(`${route}/not-issue`, { ...asked, on: false });
    await expect(back).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('ndo') });
  });
});
