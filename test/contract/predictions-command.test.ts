import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PredictionRun } from '../../src/shared/prediction.ts';
import type { ImportSummary, PreviewAnswer } from '../../src/shared/prediction-api.ts';
import { type Ran, winnow } from './run-winnow.ts';
import { makeSmallDataset } from './small-dataset.ts';

let root: string;
let home: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'winnow-predictions-'));
  [home, folder] = [join(root, 'home'), join(root, 'pictures')];
  await makeSmallDataset(folder);
  await writeFile(join(root, 'first.csv'), FIRST);
  await writeFile(join(root, 'second.csv'), SECOND);
  await winnow(home, 'index', folder);
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Wrong of 2 and of 6; nothing of the corrupt ones. */
const FIRST = `path,cat,dog
train/cat/1.jpg,0.9,0.1
train/cat/2.png,0.03,0.97
train/dog/3.webp,0.2,0.8
train/dog/4.gif,0.1,0.9
"val/cat/5 with ""quotes"".tiff",0.75,0.25
val/dog/6.jpg,0.6,0.4
val/dog/7.svg,0.25,0.75
nowhere.jpg,0.5,0.5
`;
/** Right of 2, wrong of 1; without probabilities. */
const SECOND = `file,prediction,confidence
train/cat/1.jpg,dog,0.5
train/cat/2.png,cat,0.75
`;

const run = (...args: readonly string[]): Promise<Ran> => winnow(home, ...args);

async function json<T>(...args: readonly string[]): Promise<T> {
  const ran = await run(...args, '--json');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(ran.stdout) as T;
}

async function pathsOf(where: string): Promise<readonly string[]> {
  const rows = await json<readonly { readonly path: string }[]>('samples', folder, '--where', where, '--fields', 'path');
  return rows.map(({ path }) => path);
}

test('says what is missing before there are predictions', async () => {
  expect(await run('confusion', folder)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/no predictions/),
  });
  expect(await run('samples', folder, '--where', 'is:wrong')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/predictions/),
  });
  expect(await run('issues', folder, '--kind', 'label')).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(/^label: needs predictions/),
  });
  expect((await run('predictions', folder)).stdout).toBe('There are no predictions.\n');
});

test('shows a file before importing it, then imports it with all that was wrong counted', async () => {
  const preview = await json<PreviewAnswer>('predictions', folder, join(root, 'first.csv'), '--preview');
  expect(preview).toMatchObject({ format: 'csv', needs: [], classes: ['cat', 'dog'], counts: { samples: 7 } });
  expect(await json<readonly PredictionRun[]>('predictions', folder)).toEqual([]);
  const summary = await json<ImportSummary>('predictions', folder, join(root, 'first.csv'));
  expect(summary).toMatchObject({
    run: 'first',
    rows: 8,
    samples: 7,
    unpredicted: 2,
    hasProbabilities: true,
    classes: ['cat', 'dog'],
  });
  expect(summary.problems).toMatchObject([{ kind: 'unmatched-path', count: 1, examples: [{ row: 8, text: 'nowhere.jpg' }] }]);
  const again = await run('predictions', folder, join(root, 'second.csv'), '--name', 'two words');
  expect(again).toMatchObject({ status: 0, stdout: expect.stringMatching(/^two words: 2 samples of 2 classes, without/) });
  expect(await run('predictions', folder, join(root, 'second.csv'), '--name', 'first')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/"first" already/),
  });
  const runs = await json<readonly PredictionRun[]>('predictions', folder);
  expect(runs.map(({ name, isActive, samples }) => [name, isActive, samples])).toEqual([
    ['two words', false, 2],
    ['first', true, 7],
  ]);
});

test('prints the confusion matrix with its metrics', async () => {
  const confusion = await json<Record<string, unknown>>('confusion', folder);
  expect(confusion).toMatchObject({
    run: 'first',
    classes: ['cat', 'dog'],
    matrix: [
      [2, 1],
      [1, 3],
    ],
    matrixWithNone: [
      [2, 1, 2],
      [1, 3, 0],
      [0, 0, 0],
    ],
    perClass: [
      { class: 'cat', support: 5, recall: 0.4 },
      { class: 'dog', support: 4, recall: 0.75 },
    ],
    topK: [5 / 9, 7 / 9],
  });
  expect(confusion.accuracy).toBeCloseTo(5 / 9, 10);
  expect(await json('confusion', folder, '--where', 'split:val')).toMatchObject({
    matrix: [
      [1, 0],
      [1, 1],
    ],
  });
  expect(await json('confusion', folder, '--run', 'two words')).toMatchObject({
    matrix: [
      [1, 1],
      [0, 0],
    ],
    topK: null,
  });
  const table = await run('confusion', folder);
  expect(table.stdout).toMatch(/^first: accuracy 0\.556 of 9 labelled samples/);
  expect(table.stdout).toMatch(/cat {2,}2 {2,}1 {2,}2\n/);
  expect(await run('confusion', folder, '--run', 'frist')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/Did you mean "first"\?/),
  });
});

test('finds, sorts and lists by what runs say', async () => {
  expect(await pathsOf('label!=prediction')).toEqual(['train/cat/2.png', 'val/dog/6.jpg']);
  expect(await pathsOf('(run:first is:wrong) (run:"two words" is:correct)')).toEqual(['train/cat/2.png']);
  expect(await pathsOf('prob.cat<0.2 sort:-prob.cat')).toEqual(['train/dog/4.gif', 'train/cat/2.png']);
  expect(
    await json(
      'samples',
      folder,
      '--sort',
      'score.normalized-margin',
      '--limit',
      '1',
      '--fields',
      'path,prediction,confidence,prob.cat,score.self-confidence',
    ),
  ).toEqual([{ path: 'train/cat/2.png', prediction: 'dog', confidence: 0.97, 'prob.cat': 0.03, 'score.self-confidence': 0.03 }]);
  expect(
    await json('samples', folder, '--where', 'run:"two words"', '--sort', 'confidence:desc', '--fields', 'path,prediction'),
  ).toEqual([
    { path: 'train/cat/2.png', prediction: 'cat' },
    { path: 'train/cat/1.jpg', prediction: 'dog' },
  ]);
  expect(await json('count', folder, '--by', 'prediction')).toMatchObject({
    by: [
      { value: 'dog', count: 4 },
      { value: 'cat', count: 3 },
      { value: null, count: 2 },
    ],
  });
  expect(await run('samples', folder, '--where', 'prob.cow<1')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/"cow"/),
  });
});

test('lists labels that look wrong, with what the run says instead', async () => {
  const issues = await json<readonly Record<string, unknown>[]>('issues', folder, '--kind', 'label');
  expect(issues).toContainEqual({
    kind: 'label',
    path: 'train/cat/2.png',
    score: 0.03,
    reason: 'labelled "cat", the run says "dog" with .97 (given .03)',
    suggestion: 'dog',
  });
  expect(await pathsOf('issue:label')).toContain('train/cat/2.png');
  const kept = await run('keep', folder, '--issue', 'label', '--where', 'path:train/cat/2.png');
  expect(kept.status).toBe(0);
  expect(await pathsOf('issue:label')).not.toContain('train/cat/2.png');
});

test('another run can be chosen, and runs removed', async () => {
  await json('predictions', folder, '--name', 'two words', '--activate');
  expect(await pathsOf('is:correct')).toEqual(['train/cat/2.png']);
  expect(await pathsOf('issue:label')).toEqual(['train/cat/1.jpg']);
  expect((await run('predictions', folder, '--name', 'two words', '--remove')).stdout).toMatch(/^first \(active\): 7 samples/);
  expect(await pathsOf('is:wrong')).toEqual(['train/cat/2.png', 'val/dog/6.jpg']);
});
