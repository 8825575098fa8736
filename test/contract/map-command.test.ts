import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyImageEncoder } from '../main/models/tiny-onnx.ts';
import { winnow } from './run-winnow.ts';
import { makeSmallDataset } from './small-dataset.ts';

let root: string;
let home: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-map-'));
  [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  await makeSmallDataset(folder);
  await writeFile(join(root, 'tiny.onnx'), tinyImageEncoder());
  await winnow(home, 'index', folder);
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('map wants vectors', async () => {
  expect(await winnow(home, 'map', folder)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^winnow: This dataset has no vectors\. Run "winnow embed" first\.\n$/),
  });
});

test('map lays out and prints rows of path, x and y, the same for the same seed', async () => {
  expect((await winnow(home, 'embed', folder, '--model', join(root, 'tiny.onnx'), '--no-map')).status).toBe(0);
  const first = await winnow(home, 'map', folder, '--csv');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  const [head, ...rows] = first.stdout.trimEnd().split('\n');
  expect(head).toBe('path,x,y');
  expect(rows).toHaveLength(7);
  for (const row of rows) expect(row).toMatch(/^.+\.\w+"?,-?\d+(\.\d+)?(e-\d+)?,-?\d+(\.\d+)?(e-\d+)?$/);
  const other = await winnow(home, 'map', folder, '--seed', '9', '--csv');
  expect(other.stdout).not.toBe(first.stdout);
  expect((await winnow(home, 'map', folder, '--csv')).stdout).toBe(other.stdout);
  expect((await winnow(home, 'map', folder, '--seed', '1', '--csv')).stdout).toBe(first.stdout);
});

test('map prints JSON of a model that is named, laid out as asked', async () => {
  const ran = await winnow(
    home,
    'map',
    folder,
    ...['--model', 'tiny', '--engine', 'umap-js', '--epochs', '30'],
    ...['--neighbours', '4', '--min-distance', '0.3', '--json'],
  );
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  const rows = JSON.parse(ran.stdout) as readonly { path: string; x: number; y: number }[];
  expect(rows).toHaveLength(7);
  expect(Object.keys(rows[0] ?? {})).toEqual(['path', 'x', 'y']);
});

test.each([
  [['--seed', 'x'], "option '--seed <n>'"],
  [['--epochs', '0'], 'Expected a whole number from 1 to 5000.'],
  [['--engine', 'tsne'], 'Allowed choices are winnow, umap-js'],
  [['--min-distance', '2'], 'Expected a number from 0 to 1.'],
])('%j is wrong usage', async (args, message) => {
  const ran = await winnow(home, 'map', folder, ...args);
  expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test('a model that has not seen the dataset is named', async () => {
  const ran = await winnow(home, 'map', folder, '--model', 'clip');
  expect(ran).toMatchObject({ status: 1, stderr: expect.stringMatching(/no vectors of "clip".*those of: tiny.*--model clip/) });
});
