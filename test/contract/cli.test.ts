import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IndexSummary } from '../../src/shared/dataset.ts';
import type { ManifestRow } from '../../src/shared/export.ts';
import { startWinnow, winnow } from './run-winnow.ts';
import { makeSmallDataset, SMALL_DATASET } from './small-dataset.ts';

let root: string;
let home: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-cli-'));
  [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  await makeSmallDataset(folder);
  const indexed = await winnow(home, 'index', folder, '--json');
  expect(indexed).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const SUMMARY_KEYS = [
  ...['samples', 'ok', 'corrupt', 'unsupported', 'unreadable', 'missing', 'ignored', 'added', 'changed', 'moved', 'removed'],
  ...['unchanged', 'classes', 'splits', 'seconds', 'imagesPerSecond', 'peakRssMb'],
];

test('index prints one JSON document with exactly these keys, and reads nothing twice', async () => {
  const again = await winnow(home, 'index', folder, '--json');
  const summary = JSON.parse(again.stdout) as IndexSummary;
  expect(Object.keys(summary).sort()).toEqual([...SUMMARY_KEYS].sort());
  expect(summary).toMatchObject({
    ...SMALL_DATASET,
    added: 0,
    unchanged: SMALL_DATASET.samples,
    classes: ['cat', 'dog'],
    splits: { train: 6, val: 3 },
  });
});

test('index says for a person what it found and applied', async () => {
  const { stdout, stderr } = await winnow(home, 'index', folder);
  expect(stdout).toContain('9 samples: 7 ok, 2 corrupt');
  expect(stdout).toContain('Classes from folder level 2: cat, dog');
  expect(stdout).toContain('Splits from folder level 1: train 6, val 3');
  expect(stderr).toBe('');
});

test('samples come as JSON, JSON lines, CSV and a table, and agree', async () => {
  const args = ['samples', folder, '--where', 'label:cat', '--sort', 'path:desc', '--fields', 'path,width,status'];
  const json = JSON.parse((await winnow(home, ...args, '--json')).stdout) as { path: string }[];
  expect(json.map((row) => row.path)).toEqual([
    'val/cat/5 with "quotes".tiff',
    'train/cat/empty.jpg',
    'train/cat/cut.jpg',
    'train/cat/2.png',
    'train/cat/1.jpg',
  ]);
  const lines = (await winnow(home, ...args, '--jsonl')).stdout.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(json);
  const csv = parse((await winnow(home, ...args, '--csv')).stdout, { columns: true }) as { path: string }[];
  expect(csv.map((row) => row.path)).toEqual(json.map((row) => row.path));
  const table = (await winnow(home, ...args)).stdout.trimEnd().split('\n');
  expect(table[0]).toMatch(/^path +width +status$/);
  expect(table).toHaveLength(6);
  const second = JSON.parse((await winnow(home, ...args, '--json', '--limit', '1', '--offset', '1')).stdout);
  expect(second).toEqual(json.slice(1, 2));
});

test('counts', async () => {
  expect((await winnow(home, 'count', folder)).stdout).toBe('9\n');
  expect((await winnow(home, 'count', folder, '--where', 'status:corrupt')).stdout).toBe('2\n');
  const by = JSON.parse((await winnow(home, 'count', folder, '--by', 'split', '--json')).stdout);
  expect(by).toMatchObject({
    count: 9,
    by: [
      { value: 'train', count: 6 },
      { value: 'val', count: 3 },
    ],
  });
});

test('decisions are made, taken back and listed', async () => {
  const tagged = JSON.parse((await winnow(home, 'tag', folder, 'remove', '--where', 'status:corrupt', '--json')).stdout);
  expect(tagged).toMatchObject({ changed: 2, message: expect.stringContaining('remove') });
  expect((await winnow(home, 'count', folder, '--where', 'tag:remove')).stdout).toBe('2\n');
  expect((await winnow(home, 'undo', folder)).stdout).toMatch(/undid/i);
  expect((await winnow(home, 'count', folder, '--where', 'tag:remove')).stdout).toBe('0\n');
  await winnow(home, 'redo', folder);
  await winnow(home, 'tag', folder, 'remove', '--where', 'tag:remove', '--off');
  const history = JSON.parse((await winnow(home, 'history', folder, '--json')).stdout) as { kind: string }[];
  expect(history.map((row) => row.kind)).toEqual(['untag', 'redo', 'undo', 'tag']);
});

test('labels are given and taken off, said in the history and in exports', async () => {
  expect((await winnow(home, 'relabel', folder, 'fox', '--where', 'label:dog')).stdout).toBe('Relabelled 4 samples “fox”\n');
  expect((await winnow(home, 'relabel', folder, '--none', '--where', 'path:*1.jpg')).stdout).toBe(
    'Took the label off 1 sample\n',
  );
  expect((await winnow(home, 'count', folder, '--where', 'is:relabeled')).stdout).toBe('5\n');
  const decided = parse((await winnow(home, 'history', folder, '--per-sample', '--csv')).stdout, { columns: true }) as {
    readonly path: string;
    readonly sha256: string;
    readonly label: string;
  }[];
  const changed = decided.filter(({ label }) => label !== 'cat');
  expect(changed.map(({ path }) => path)).toEqual(changed.map(({ path }) => path).toSorted());
  expect(changed[0]).toMatchObject({
    path: 'train/cat/1.jpg',
    sha256: expect.stringMatching(/^[\da-f]{64}$/),
    labelBefore: 'cat',
  });
  const exported = (await winnow(home, 'datasets', '--decisions', folder)).stdout.trimEnd().split('\n');
  expect(exported.map((line) => JSON.parse(line) as object)).toHaveLength(decided.length);
  const out = join(root, 'relabelled');
  await winnow(home, 'export', folder, out, '--format', 'csv', '--where', 'status:ok');
  const rows = parse(await readFile(join(out, 'samples.csv'), 'utf8'), { columns: true }) as { source: string; label: string }[];
  const labels = Object.fromEntries(rows.map(({ source, label }) => [source, label]));
  expect(labels).toMatchObject({ 'train/dog/4.gif': 'fox', 'train/cat/1.jpg': '', 'train/cat/2.png': 'cat' });
  const lines = (await readFile(join(out, 'winnow-manifest.jsonl'), 'utf8')).trimEnd().split('\n');
  const manifest = lines.map((line) => JSON.parse(line) as ManifestRow);
  const before = manifest.filter((row) => row.labelBefore !== row.label).map(({ source, labelBefore }) => [source, labelBefore]);
  expect(before).toHaveLength(5);
  expect(Object.fromEntries(before)).toMatchObject({ 'train/dog/4.gif': 'dog', 'train/cat/1.jpg': 'cat' });
  expect(await winnow(home, 'verify', out)).toMatchObject({ status: 0 });
  expect((await winnow(home, 'undo', folder)).stdout).toBe('Undid: took the label off 1 sample\n');
  await winnow(home, 'undo', folder);
  expect((await winnow(home, 'count', folder, '--where', 'label:fox OR is:relabeled')).stdout).toBe('0\n');
  const history = JSON.parse((await winnow(home, 'history', folder, '--json', '--limit', '4')).stdout) as object[];
  expect(history).toMatchObject([{ kind: 'undo' }, { kind: 'undo' }, { kind: 'relabel', value: null }, { value: 'fox' }]);
});

test('the layout is shown and changed', async () => {
  expect((await winnow(home, 'layout', folder)).stdout).toContain('applied:  classes: folder level 2; splits: folder level 1');
  await winnow(home, 'layout', folder, '--label-level', 'none');
  expect((await winnow(home, 'count', folder, '--where', 'is:unlabeled')).stdout).toBe('9\n');
  await winnow(home, 'undo', folder);
  expect((await winnow(home, 'count', folder, '--where', 'is:labeled')).stdout).toBe('9\n');
});

test('an export is tried, done, verified, and never over anything', async () => {
  const out = join(root, 'out');
  const args = ['export', folder, out, '--format', 'folders', '--where', 'status:ok', '--json'];
  const dry = JSON.parse((await winnow(home, ...args, '--dry-run')).stdout);
  expect(dry).toMatchObject({ dryRun: true, exported: 7 });
  expect(existsSync(out)).toBe(false);
  const done = await winnow(home, ...args);
  expect(JSON.parse(done.stdout)).toMatchObject({ exported: 7, splits: { train: 4, val: 3 } });
  expect(await winnow(home, 'verify', out)).toMatchObject({ status: 0 });
  const again = await winnow(home, ...args);
  expect(again).toMatchObject({ status: 1, stdout: '' });
  expect(again.stderr).toMatch(/^winnow: .*exists.*\n$/);
  await writeFile(join(out, 'train/cat/1.jpg'), 'changed');
  expect(await winnow(home, 'verify', out)).toMatchObject({ status: 1 });
});

test('datasets are listed with their sizes, and removed only when that is confirmed', async () => {
  const other = join(root, 'other');
  await cp(join(folder, 'val'), other, { recursive: true });
  expect((await winnow(home, 'index', other, '--no-relink')).status).toBe(0);
  const list = JSON.parse((await winnow(home, 'datasets', '--json')).stdout) as { id: string; folder: string; bytes: number }[];
  expect(list.map((one) => one.folder).sort()).toEqual([other, folder].sort());
  const id = list.find((one) => one.folder === other)?.id ?? '';
  expect(list[0]?.bytes).toBeGreaterThan(0);
  expect((await winnow(home, 'datasets', '--remove', id)).status).toBe(1);
  expect(await winnow(home, 'datasets', '--remove', id, '--yes')).toMatchObject({ status: 0 });
  expect(JSON.parse((await winnow(home, 'datasets', '--json')).stdout)).toHaveLength(1);
  expect(existsSync(other)).toBe(true);
});

test('doctor names versions and places', async () => {
  const { stdout, status } = await winnow(home, 'doctor', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    node: process.version,
    home: { path: home, isWritable: true },
    electron: expect.any(Boolean),
  });
});

test.each([
  [['idnex', 'x'], /unknown command 'idnex'[\s\S]*index/],
  [['count'], /missing required argument 'folder'/],
  [['samples', '.', '--limit', 'ten'], /whole number/],
  [['samples', '.', '--json', '--csv'], /cannot be used with/],
  [['samples', '.', '--wher', 'x'], /unknown option '--wher'[\s\S]*--where/],
  [['export', '.', 'out'], /--format/],
  [['index', '.', '--format', 'cocoa'], /auto/],
  [['tag', '.', 'x'], /--where/],
  [['relabel', '.', '--where', 'x'], /either the class to give or --none; found neither/],
  [['relabel', '.', 'cat', '--none', '--where', 'x'], /found both/],
  [['note', '.', '--where', 'x'], /either the text of a note or --off; found neither/],
] as const)('wrong usage %j exits with 2 and says why on stderr', async (args, said) => {
  const ran = await winnow(home, ...args);
  expect(ran).toMatchObject({ status: 2, stdout: '' });
  expect(ran.stderr).toMatch(said);
});

test.each([
  ['a folder that was never indexed', () => ['count', root], /winnow index/],
  ['no folder', () => ['index', join(root, 'nowhere')], /nowhere/],
  ['a file', () => ['index', join(folder, 'notes.txt')], /notes\.txt/],
  ['an unknown field', () => ['samples', folder, '--fields', 'colour'], /colour/],
  ['a class that cannot be one', () => ['relabel', folder, 'a\nb', '--where', 'label:cat'], /cannot be a class.*200 characters/],
  ['a query that cannot be read', () => ['count', folder, '--where', 'lable:cat'], /lable/],
] as const)('%s fails with 1 and one line on stderr', async (_name, args, said) => {
  const ran = await winnow(home, ...args());
  expect(ran).toMatchObject({ status: 1, stdout: '' });
  expect(ran.stderr).toMatch(said);
  expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('--home may stand before or after the command', async () => {
  const elsewhere = join(root, 'elsewhere');
  expect((await winnow(elsewhere, 'count', folder, '--home', home)).stdout).toBe('9\n');
  expect((await winnow(elsewhere, '--home', home, 'count', folder)).stdout).toBe('9\n');
  expect(existsSync(elsewhere)).toBe(false);
});

test('a reader that goes away is no failure', () => {
  const cli = join(import.meta.dirname, '../../src/main/cli.ts');
  const piped = spawnSync('sh', ['-c', '"$0" "$1" samples "$2" --jsonl | head -n 1; exit 0', process.execPath, cli, folder], {
    env: { ...process.env, WINNOW_HOME: home },
    encoding: 'utf8',
  });
  expect(piped.stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(piped.stderr).toBe('');
});

test('a moved folder is recognised by its files, unless told not to', async () => {
  const [from, to] = [join(root, 'before'), join(root, 'after')];
  await cp(join(folder, 'train'), from, { recursive: true });
  await winnow(home, 'index', from, '--no-relink');
  await winnow(home, 'tag', from, 'keep', '--where', 'label:cat');
  await rename(from, to);
  const moved = await winnow(home, 'index', to, '--json');
  expect(moved.status).toBe(0);
  expect(moved.stderr).toContain(from);
  expect(JSON.parse(moved.stdout)).toMatchObject({ added: 0, unchanged: 6 });
  expect((await winnow(home, 'count', to, '--where', 'tag:keep')).stdout).toBe('4\n');
});

test('Ctrl-C stops indexing resumably with 130', async () => {
  const many = join(root, 'many');
  const bytes = await readFile(join(folder, 'val/dog/6.jpg'));
  for (let i = 0; i < 40; i++) await cp(folder, join(many, String(i)), { recursive: true });
  await writeFile(join(many, 'last.jpg'), bytes);
  const running = startWinnow(home, ['index', many, '--no-relink']);
  await expect
    .poll(() => readdirSync(join(home, 'datasets')).some((name) => name.startsWith('many-')), { timeout: 20_000 })
    .toBe(true);
  running.child.kill('SIGINT');
  expect(await running.ended).toMatchObject({ status: 130, stdout: '', stderr: '' });
  const resumed = JSON.parse((await winnow(home, 'index', many, '--json')).stdout) as IndexSummary;
  expect(resumed).toMatchObject({ samples: 40 * SMALL_DATASET.samples + 1, ok: 40 * SMALL_DATASET.ok + 1 });
});

test('reading an index that was damaged fails and says to index again, also the second time', async () => {
  const copy = join(root, 'damaged');
  await cp(folder, copy, { recursive: true });
  await winnow(home, 'index', copy, '--json', '--no-relink');
  const id = readdirSync(join(home, 'datasets')).find((name) => name.startsWith('damaged-')) ?? '';
  await writeFile(join(home, 'datasets', id, 'winnow.db'), 'no database at all'.repeat(500));
  const first = await winnow(home, 'samples', copy);
  expect(first).toMatchObject({ status: 1, stdout: '' });
  expect(first.stderr).toMatch(/damaged.*kept as winnow\.db\.damaged-[\s\S]*has not been indexed\. Run "winnow index/);
  expect(await winnow(home, 'count', copy)).toMatchObject({ status: 1, stdout: '' });
  expect(await winnow(home, 'index', copy)).toMatchObject({ status: 0 });
  expect((await winnow(home, 'count', copy)).stdout.trim()).toBe(String(SMALL_DATASET.samples));
});

test('an indexed folder without images counts 0', async () => {
  const empty = await mkdtemp(join(root, 'empty-'));
  expect(await winnow(home, 'index', empty)).toMatchObject({ status: 0 });
  expect(await winnow(home, 'count', empty)).toMatchObject({ status: 0, stdout: '0\n' });
});
