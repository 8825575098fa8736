import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ISSUE_KINDS, type IssueCount, type IssueRow } from '../../src/shared/issue.ts';
import { makeProblemDataset, PROBLEM_DATASET } from './problem-dataset.ts';
import { winnow } from './run-winnow.ts';

let root: string;
let home: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-issues-'));
  [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  await makeProblemDataset(folder);
  expect(await winnow(home, 'index', folder)).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function json<T>(...args: readonly string[]): Promise<T> {
  const ran = await winnow(home, ...args, '--json');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(ran.stdout) as T;
}
const pathsWith = async (kind: string, ...options: readonly string[]): Promise<readonly unknown[]> =>
  (await json<readonly IssueRow[]>('issues', folder, '--kind', kind, ...options)).map((row) => row.path);

test('issues come as JSON, JSON lines, CSV and a table, and agree', async () => {
  const rows = await json<readonly IssueRow[]>('issues', folder);
  const places = rows.map(({ kind }) => ISSUE_KINDS.indexOf(kind));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(rows.find(({ kind }) => kind === 'dark')).toEqual({
    kind: 'dark',
    path: 'train/dog/dark.png',
    score: expect.any(Number),
    reason: expect.stringContaining('darker'),
  });
  const lines = (await winnow(home, 'issues', folder, '--jsonl')).stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
  const csv = parse((await winnow(home, 'issues', folder, '--csv')).stdout, { columns: true }) as { path: string }[];
  expect(csv.map((row) => row.path)).toEqual(rows.map((row) => row.path ?? ''));
  const table = (await winnow(home, 'issues', folder)).stdout.trimEnd().split('\n');
  expect(table[0]).toMatch(/^kind +path +class +score +reason +group +suggestion$/);
  expect(table).toHaveLength(rows.length + 1);
});

test('issues of some kinds, of some samples, and so many of them', async () => {
  const rows = await json<readonly IssueRow[]>('issues', folder, '--kind', 'dark,leak', '--where', 'label:dog');
  expect(rows.map(({ kind, path }) => [kind, path])).toEqual([
    ['leak', 'train/dog/a.jpg'],
    ['dark', 'train/dog/dark.png'],
  ]);
  expect(rows[0]).toMatchObject({ group: expect.stringMatching(/^exact-\d+$/), suggestion: 'train/cat/a.jpg' });
  expect(await json('issues', folder, '--limit', '2')).toHaveLength(2);
});

test('issues are summed up by kind', async () => {
  const counts = await json<readonly IssueCount[]>('issues', folder, '--summary');
  expect(counts.map(({ kind }) => kind)).toEqual([...ISSUE_KINDS]);
  expect(counts.find(({ kind }) => kind === 'exact-duplicate')).toMatchObject({ samples: 3, open: 3, groups: 1, openGroups: 1 });
  const table = (await winnow(home, 'issues', folder, '--summary')).stdout;
  expect(table).toMatch(/^kind +title/);
  expect(table).not.toMatch(/^animated/m);
});

test('queries know issues and scores', async () => {
  expect((await winnow(home, 'count', folder, '--where', 'issue:dark score.dark<0.32')).stdout).toBe('1\n');
  const rows = await json<readonly object[]>('samples', folder, '--where', 'issue:pixel-duplicate', '--fields', 'path,issues');
  expect(rows).toMatchObject([{ path: 'train/cat/b-again.png' }, { path: 'train/cat/b.png' }]);
});

test('what is no issue is not listed any more, until it is one again', async () => {
  const said = await json('keep', folder, '--issue', 'dark', '--where', 'path:train/*');
  expect(said).toMatchObject({ changed: 1, message: 'Marked 1 sample as not “Dark”' });
  expect(await pathsWith('dark')).toEqual([]);
  expect((await winnow(home, 'keep', folder, '--issue', 'dark', '--where', 'path:train/*', '--off')).status).toBe(0);
  expect(await pathsWith('dark')).toEqual(['train/dog/dark.png']);
});

test('the best of each group is kept', async () => {
  const done = await json('keep-best', folder, '--kind', 'near-duplicate', '--rules', 'resolution');
  expect(done).toMatchObject({ changed: 1 });
  const removed = await winnow(home, 'samples', folder, '--where', 'tag:remove', '--fields', 'path', '--csv');
  expect(removed.stdout).toBe('path\ntrain/dog/c-small.png\n');
  expect(await pathsWith('near-duplicate', '--open')).toEqual(['train/dog/c.png']);
  await winnow(home, 'undo', folder);
});

test('duplicates that are none leave their group', async () => {
  await json('keep', folder, '--issue', 'exact-duplicate', '--where', 'path:train/dog/a.jpg');
  expect(await pathsWith('exact-duplicate')).toEqual(['train/cat/a.jpg', 'val/cat/a.jpg']);
  expect((await winnow(home, 'index', folder)).status).toBe(0);
  expect(await pathsWith('exact-duplicate')).toEqual(['train/cat/a.jpg', 'val/cat/a.jpg']);
  await winnow(home, 'undo', folder);
  expect(await pathsWith('exact-duplicate')).toHaveLength(3);
  const apart = await json('not-duplicates', folder, '--where', 'path:*/cat/a.jpg');
  expect(apart).toMatchObject({ changed: 2, message: 'Marked 2 samples as not duplicates' });
  expect(await pathsWith('leak')).toEqual([]);
  await winnow(home, 'undo', folder);
  expect((await winnow(home, 'not-duplicates', folder, '--where', 'path:*dark.png')).stderr).toContain('1 samples match');
});

test('a cut is shown, moved and put back', async () => {
  expect((await winnow(home, 'cut', folder, 'dark')).stdout).toBe('dark: 1 sample below 0.32, the default\n');
  expect((await winnow(home, 'cut', folder, 'dark', '1')).stdout).toBe('dark: 12 samples below 1 (default 0.32)\n');
  expect(await pathsWith('dark')).toHaveLength(12);
  expect(await json('cut', folder, 'dark', 'default')).toMatchObject({ kind: 'dark', cut: 0.32, samples: 1 });
});

test('leaky splits are said on export, repaired, or made anew; the dry run prints the same plan', async () => {
  const out = join(root, 'split');
  const args = ['export', folder, out, '--format', 'csv', '--files', 'none', '--where', 'status:ok'];
  expect((await winnow(home, ...args, '--dry-run')).stdout).toContain('leaks that remain: 1 group of duplicates in two splits');
  const repair = (await winnow(home, ...args, '--splits', 'repair', '--dry-run')).stdout;
  expect(repair).toContain('moved to another split: 1\n  leaks that remain: none\n');

  const anew = [...args, '--splits', 'train=.5,val=.5', '--seed', '3', '--group-by', 'name:^(.)'];
  const dry = (await winnow(home, ...anew, '--dry-run')).stdout;
  const done = (await winnow(home, ...anew)).stdout;
  const planOf = (text: string): readonly string[] => (text.split('\n\nIn Python')[0] ?? '').trimEnd().split('\n').slice(1);
  expect(planOf(done)).toEqual(planOf(dry));
  expect(done).toContain('splits: new, stratified, grouped by duplicates, name:^(.), seed 3');
  expect(done).toMatch(/kept together: 3 groups of duplicates \(7 samples\), 3 groups by file name \(\d+ samples\)/);
  const rows = parse(await readFile(join(out, 'samples.csv'), 'utf8'), { columns: true }) as { source: string; split: string }[];
  const splitsOf = (letter: string) =>
    new Set(rows.filter(({ source }) => basename(source).startsWith(letter)).map(({ split }) => split));
  for (const letter of ['a', 'b', 'c']) expect(splitsOf(letter).size).toBe(1);
  expect((await winnow(home, 'verify', out)).status).toBe(0);
});

test.each([
  [['export', '.', 'out', '--format', 'csv', '--splits', 'train=.5'], /sum to 50%; expected 100%/],
  [['export', '.', 'out', '--format', 'csv', '--seed', '2'], /--seed needs --splits/],
  [['issues', '.', '--kind', 'darkk'], /no kind "darkk".*dark/],
  [['keep', '.', '--issue', 'dark'], /--where/],
  [['keep-best', '.', '--kind', 'dark'], /near-duplicate/],
  [['keep-best', '.', '--kind', 'leak', '--rules', 'luck'], /no rule "luck"/],
  [['cut', '.', 'corrupt', '0.5'], /has no cut/],
  [['cut', '.', 'dark', '2'], /0 to 1/],
] as const)('wrong usage %j exits with 2 and says why on stderr', async (args, said) => {
  const ran = await winnow(home, ...args);
  expect(ran).toMatchObject({ status: 2, stdout: '' });
  expect(ran.stderr).toMatch(said);
});

test('samples whose files are gone are forgotten only when that is confirmed', async () => {
  await rm(join(folder, 'val/dog/8.jpg'));
  await winnow(home, 'index', folder);
  expect((await winnow(home, 'count', folder, '--where', 'status:missing')).stdout).toBe('1\n');
  expect(await winnow(home, 'forget-missing', folder)).toMatchObject({ status: 1, stdout: '' });
  expect((await winnow(home, 'forget-missing', folder, '--yes')).stdout).toBe('Forgot 1 missing sample\n');
  expect((await winnow(home, 'count', folder)).stdout).toBe(`${PROBLEM_DATASET.samples - 1}\n`);
});

test('outliers are not said to be none where nothing was embedded', async () => {
  const asked = await winnow(home, 'issues', folder, '--kind', 'outlier,dark', '--json');
  expect(asked).toMatchObject({ status: 0, stderr: expect.stringContaining('outlier: needs embeddings') });
  expect((JSON.parse(asked.stdout) as IssueRow[]).map(({ kind }) => kind)).toEqual(['dark']);
  expect((await winnow(home, 'cut', folder, 'outlier')).stdout).toContain('needs embeddings');
  expect(await winnow(home, 'cut', folder, 'outlier', '0.1')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('"winnow embed"'),
  });
  const sorted = await winnow(home, 'samples', folder, '--where', 'sort:-similar:1');
  expect(sorted).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('"winnow embed"') });
  const rows = await json<readonly object[]>('samples', folder, '--fields', 'score.outlier,map.x,issue.outlier', '--limit', '1');
  expect(rows).toEqual([{ 'score.outlier': null, 'map.x': null, 'issue.outlier': 0 }]);
});
