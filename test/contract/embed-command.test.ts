import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatasetModel, EmbedSummary, MapInfo } from '../../src/shared/embedding.ts';
import { tinyPng } from '../fixtures/embed-folder.ts';
import { tinyImageEncoder } from '../main/models/tiny-onnx.ts';
import { winnow } from './run-winnow.ts';
import { makeSmallDataset } from './small-dataset.ts';

let root: string;
let home: string;
let folder: string;
/** As somebody in this process's folder would name it. */
let model: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-embed-'));
  [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  await makeSmallDataset(folder);
  const file = join(root, 'tiny.onnx');
  await writeFile(file, tinyImageEncoder());
  model = relative(process.cwd(), file);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const KEYS = [
  ...['model', 'title', 'modelId', 'embedded', 'failed', 'unreachable', 'unchanged', 'failures', 'dimensions', 'seconds'],
  ...['imagesPerSecond', 'neighbours', 'pairsLeft', 'map'],
];

test('embed wants an index', async () => {
  expect(await winnow(home, 'embed', folder, '--model', model)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/has not been indexed/),
  });
  expect((await winnow(home, 'index', folder)).status).toBe(0);
});

test('embed prints one JSON document, and embeds nothing twice', async () => {
  const ran = await winnow(home, 'embed', folder, '--model', model, '--no-map', '--json');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  const summary = JSON.parse(ran.stdout) as EmbedSummary;
  expect(Object.keys(summary).sort()).toEqual([...KEYS].sort());
  expect(summary).toMatchObject({
    ...{ model: 'tiny', embedded: 7, failed: 0, unchanged: 0, dimensions: 3, map: null },
    neighbours: { k: 15, isExact: true, recall: 1 },
  });
  const again = await winnow(home, 'embed', folder, '--no-map');
  expect(again).toMatchObject({ status: 0, stderr: '' });
  expect(again.stdout).toMatch(
    /^tiny\.onnx, 3 numbers a picture: 0 embedded, 0 failed, 0 out of reach, 7 unchanged\n15 neighbours/,
  );
});

test('queries see scores of what was embedded', async () => {
  const rows = JSON.parse(
    (await winnow(home, 'samples', folder, '--fields', 'path,score.uniqueness', '--where', 'score.uniqueness>=0', '--json'))
      .stdout,
  ) as object[];
  expect(rows).toHaveLength(7);
});

test('index waits until the model has seen what is new', async () => {
  await writeFile(join(folder, 'train/cat/new.png'), await tinyPng(3));
  expect(await winnow(home, 'index', folder)).toMatchObject({ status: 0, stdout: expect.stringContaining('1 added') });
  const { stdout } = await winnow(home, 'embed', folder, '--no-map', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ embedded: 0, unchanged: 8 });
});

test('embed lays out a map unless told not to, and index puts what is new into it', async () => {
  const embed = JSON.parse((await winnow(home, 'embed', folder, '--json')).stdout) as { map: MapInfo };
  expect(embed.map).toMatchObject({ points: 8, isPartial: false, placed: 0 });
  await writeFile(join(folder, 'val/dog/placed.png'), await tinyPng(5));
  expect(await winnow(home, 'index', folder)).toMatchObject({ status: 0, stderr: '' });
  const after = JSON.parse((await winnow(home, 'embed', folder, '--json')).stdout) as { map: MapInfo };
  expect(after.map).toMatchObject({ points: 9, placed: 1 });
  await rm(join(folder, 'val/dog/placed.png'));
  expect((await winnow(home, 'index', folder)).status).toBe(0);
});

test('a model file that went does not fail the index', async () => {
  await rm(join(root, 'tiny.onnx'));
  await writeFile(join(folder, 'train/cat/newer.png'), await tinyPng(4));
  const ran = await winnow(home, 'index', folder);
  expect(ran).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('1 added'),
    stderr: expect.stringContaining('tiny.onnx'),
  });
  const embed = await winnow(home, 'embed', folder, '--no-map');
  expect(embed).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^winnow: .*tiny\.onnx.*\n$/) });
  await writeFile(join(root, 'tiny.onnx'), tinyImageEncoder());
  expect((await winnow(home, 'index', folder)).stderr).toBe('');
});

test('what a model gave can be chosen and forgotten, and counts in the size of an index', async () => {
  const bytes = async (): Promise<number> =>
    (JSON.parse((await winnow(home, 'datasets', '--json')).stdout) as { bytes: number }[])[0]?.bytes ?? 0;
  const [id = ''] = await readdir(join(home, 'datasets'));
  const vectors = join(home, 'datasets', id, 'embeddings', '1', 'vectors.f16');
  expect(await bytes()).toBeGreaterThan(statSync(vectors).size + statSync(join(home, 'datasets', id, 'thumbs.db')).size);
  const activated = await winnow(home, 'embed', folder, '--activate', '--model', 'tiny', '--json');
  expect((JSON.parse(activated.stdout) as DatasetModel[]).map(({ name, isActive }) => [name, isActive])).toEqual([
    ['tiny', true],
  ]);
  const unnamed = await winnow(home, 'embed', folder, '--remove');
  expect(unnamed).toMatchObject({ status: 1, stderr: expect.stringMatching(/--model.*tiny/) });
  expect((await winnow(home, 'embed', folder, '--remove', '--activate')).status).toBe(2);
  expect(await winnow(home, 'embed', folder, '--remove', '--model', 'tiny')).toMatchObject({
    status: 0,
    stdout: 'No model has seen this dataset.\n',
  });
  expect(existsSync(vectors)).toBe(false);
  expect((await winnow(home, 'datasets', '--remove', id, '--yes')).status).toBe(0);
  expect(await readdir(join(home, 'datasets'))).toEqual([]);
});
