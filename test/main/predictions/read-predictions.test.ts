import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SampleLookup } from '../../../src/main/predictions/match-samples.ts';
import type { PredictionSource } from '../../../src/main/predictions/prediction-file.ts';
import { previewPredictions } from '../../../src/main/predictions/preview-predictions.ts';
import { type ReadPredictions, readPredictions } from '../../../src/main/predictions/read-predictions.ts';
import type { ColumnMapping } from '../../../src/shared/prediction-file.ts';
import { golden, goldenFile, lookupOf, npyFile, signal, written } from './prediction-fixtures.ts';

const lookup = lookupOf(['a/1.png', 'a/2.png', 'b/3.png', 'b/4.png'], ['cat', 'dog']);

/** Read as guessed, with changes. */
async function read(
  source: PredictionSource,
  of: SampleLookup = lookup,
  change: Partial<ColumnMapping> = {},
): Promise<ReadPredictions> {
  const { mapping } = await previewPredictions(source, of, { signal });
  return await readPredictions(source, { ...mapping, ...change }, of, { signal });
}
const readCsv = async (csv: string, of: SampleLookup = lookup, change: Partial<ColumnMapping> = {}) =>
  await read({ file: written('a.csv', csv) }, of, change);
const problemsOf = ({ counts }: ReadPredictions) => Object.fromEntries(counts.problems.map(({ kind, count }) => [kind, count]));
const rounded = (values: Float32Array | null) =>
  values === null ? null : Array.from(values, (value) => Number(value.toFixed(4)));

test('class and confidence, in the order of the samples', async () => {
  const result = await readCsv('path,pred,conf\nb/3.png,dog,0.75\na/1.png,CAT,0.5\nb/4.png,dog,\n');
  expect(result).toEqual({
    classes: ['cat', 'dog'],
    ids: Uint32Array.of(10, 30, 40),
    predicted: Int32Array.of(0, 1, 1),
    confidence: Float32Array.of(0.5, 0.75, Number.NaN),
    probabilities: null,
    counts: {
      rows: 3,
      samples: 3,
      matchedBy: { exact: 3, normalized: 0, absolute: 0, suffix: 0, name: 0, stem: 0 },
      problems: [{ kind: 'missing-value', count: 1, examples: [{ row: 3, text: 'b/4.png: no confidence' }] }],
    },
  });
});

test('probabilities of every class: the highest is predicted', async () => {
  const result = await readCsv('path,dog,cat\nb/3.png,.2,.8\na/1.png,.75,.25\n');
  expect(result.classes).toEqual(['dog', 'cat']);
  expect([...result.ids]).toEqual([10, 30]);
  expect([...result.predicted]).toEqual([0, 1]);
  expect(rounded(result.confidence)).toEqual([0.75, 0.8]);
  expect(rounded(result.probabilities)).toEqual([0.75, 0.25, 0.2, 0.8]);
});

test('percentages are divided, logits go through softmax', async () => {
  expect(rounded((await readCsv('path,cat,dog\na/1.png,20,80\n')).probabilities)).toEqual([0.2, 0.8]);
  const logits = await readCsv(`path,cat,dog\na/1.png,${Math.log(3) + 7},7\nb/3.png,-inf,900\n`);
  expect(rounded(logits.probabilities)).toEqual([0.75, 0.25, 0, 1]);
  expect(problemsOf(logits)).toEqual({});
});

test('a mapping can be changed', async () => {
  const result = await readCsv('path,pred,other\na/1.png,dog,cat\n', lookup, { prediction: 'other' });
  expect(result.classes).toEqual(['cat']);
});

test('a list in a cell, with a file of classes', async () => {
  const classesFile = written('classes.txt', 'dog\ncat\n');
  const file = written('a.jsonl', '{"path": "a/1.png", "probs": [0.25, 0.75]}\n{"path": "b/3.png", "probs": [1, 0]}\n');
  const result = await read({ file, classesFile });
  expect(result.classes).toEqual(['dog', 'cat']);
  expect([...result.predicted]).toEqual([1, 0]);
});

test('lists of the likeliest classes alone say a class and how sure it is', async () => {
  const row = (path: string, ...scores: readonly (readonly [string, number])[]): string =>
    JSON.stringify({ path, predictions: scores.map(([label, score]) => ({ label, score })) });
  const content = [row('a/1.png', ['cat', 0.75], ['dog', 0.125]), row('b/3.png', ['cow', 0.5], ['cat', 0.25])].join('\n');
  const result = await read({ file: written('a.jsonl', content) });
  expect([...result.ids]).toEqual([10, 30]);
  expect([...result.predicted].map((place) => result.classes[place])).toEqual(['cat', 'cow']);
  expect(rounded(result.confidence)).toEqual([0.75, 0.5]);
  expect(result.probabilities).toBeNull();
  expect(problemsOf(result)).toEqual({ 'missing-value': 2, 'unknown-class': 1 });
});

test('a list that names two classes alike tells them apart, as where a classifier is run', async () => {
  const classesFile = written('classes.txt', 'crane\ndog\ncrane\n');
  const file = written('a.jsonl', '{"path": "a/1.png", "probs": [0.25, 0.25, 0.5]}\n{"path": "b/3.png", "probs": [1, 0, 0]}\n');
  const { classes, predicted } = await read({ file, classesFile });
  expect(classes).toEqual(['crane', 'dog', 'crane (2)']);
  expect([...predicted]).toEqual([2, 0]);
});

test('classes by number, with a file of classes', async () => {
  const classesFile = written('classes.json', '{"dog": 0, "zebra": 1}');
  const result = await read({ file: written('a.csv', 'path,pred\na/1.png,1\nb/3.png,0\n'), classesFile });
  expect(result.classes).toEqual(['dog', 'zebra']);
  expect([...result.predicted]).toEqual([1, 0]);
  expect(problemsOf(result)).toEqual({ 'unknown-class': 1 });
});

describe('what is wrong is counted, with examples', () => {
  test('paths', async () => {
    const of = lookupOf(['a/1.png', 'b/1.png', 'c/2.png'], ['cat']);
    const result = await readCsv('path,pred\na/1.png,cat\n,cat\nx/9.png,cat\n1.png,cat\n2.png,cat\n', of, {
      rules: ['exact', 'name'],
    });
    expect(result.counts.problems).toEqual([
      { kind: 'missing-path', count: 1, examples: [{ row: 2, text: 'no path' }] },
      { kind: 'unmatched-path', count: 1, examples: [{ row: 3, text: 'x/9.png' }] },
      { kind: 'ambiguous-path', count: 1, examples: [{ row: 4, text: '1.png' }] },
    ]);
    expect(result.counts.matchedBy).toMatchObject({ exact: 1, name: 1 });
    expect([...result.ids]).toEqual([10, 30]);
  });

  test('of two rows of a sample the surer match counts, then the confidence, then the later', async () => {
    const result = await readCsv(
      'path,pred,conf\na/1.png,cat,.5\n/x/a/1.png,dog,.9\na/2.png,dog,.9\na/2.png,cat,.4\nb/3.png,cat,\nb/3.png,dog,\nb/4.png,cat,.3\nb/4.png,dog,.3\n',
    );
    expect([...result.predicted].map((place) => result.classes[place])).toEqual(['cat', 'dog', 'dog', 'dog']);
    expect(problemsOf(result)).toEqual({ 'duplicate-sample': 4, 'missing-value': 2 });
  });

  test('classes that the dataset lacks are kept', async () => {
    const result = await readCsv('path,pred\na/1.png,cat\na/2.png,zebra\nb/3.png,zebra\n');
    expect(result.classes).toEqual(['cat', 'zebra']);
    expect(result.counts.problems).toEqual([
      { kind: 'unknown-class', count: 1, examples: [{ row: null, text: '"zebra": predicted of 2 samples' }] },
    ]);
  });

  test('a class that only the prediction names gets a probability of 0', async () => {
    const result = await readCsv('path,pred,cat,dog\na/1.png,zebra,.5,.5\nb/3.png,cat,.8,.2\n');
    expect(result.classes).toEqual(['cat', 'dog', 'zebra']);
    expect(rounded(result.probabilities)).toEqual([0.5, 0.5, 0, 0.8, 0.2, 0]);
    expect([...result.predicted]).toEqual([2, 0]);
    expect(problemsOf(result)).toEqual({ 'unknown-class': 1, 'not-highest': 1 });
  });

  test('values', async () => {
    const result = await readCsv('path,cat,dog\na/1.png,.5,.1\na/2.png,,.5\nb/3.png,x,.5\nb/4.png,1.5,-.5\n', lookup, {
      values: 'probabilities',
    });
    expect(problemsOf(result)).toEqual({ 'missing-value': 1, 'bad-value': 1, 'out-of-range': 1, 'row-sum': 1 });
    // Kept as they are given; what has no numbers is not there.
    expect([...result.ids]).toEqual([10, 40]);
    expect(rounded(result.probabilities)).toEqual([0.5, 0.1, 1.5, -0.5]);
  });

  test('a row without numbers keeps its class', async () => {
    const result = await readCsv('path,pred,cat,dog\na/1.png,dog,,\nb/3.png,cat,.8,.2\n');
    expect([...result.predicted]).toEqual([1, 0]);
    expect(rounded(result.probabilities)).toEqual([Number.NaN, Number.NaN, 0.8, 0.2]);
    expect(problemsOf(result)).toEqual({ 'missing-value': 1 });
  });

  test('cells, and twenty examples at most', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `x${i}.png,cat,more\n`).join('');
    const { counts } = await readCsv(`path,pred\na/1.png,cat\n${rows}`);
    expect(counts.problems.map(({ kind, count, examples }) => [kind, count, examples.length])).toEqual([
      ['unmatched-path', 50, 20],
      ['extra-cells', 50, 20],
    ]);
  });
});

describe('arrays', () => {
  const of = lookupOf(['b/日本.png', 'c/😀.png', 'a/2.png', 'a/1.png', 'b/ünï.png'], [...golden.classes]);

  test.each(['stored.npz', 'deflated.npz', 'snappy.parquet'])('%s as it was written', async (name) => {
    const { classes, ids, probabilities, predicted } = await read({ file: goldenFile(name) }, of);
    expect(classes).toEqual(golden.classes);
    expect([...ids]).toEqual([10, 20, 30, 40, 50]);
    const row = (path: number) => golden.npz.probs.slice(path * 3, path * 3 + 3).map((value) => Number(value.toFixed(4)));
    expect(rounded(probabilities)).toEqual([3, 4, 1, 0, 2].flatMap(row));
    expect([...predicted].map((place) => classes[place])).toEqual([3, 4, 1, 0, 2].map((path) => golden.parquet.prediction[path]));
  });

  test('one number for two classes is that of the second', async () => {
    const pathsFile = written('paths.txt', 'a/1.png\nb/3.png\n');
    const file = written('a.npy', npyFile('<f4', [2, 1], new Uint8Array(Float32Array.of(0.75, 0.25).buffer)));
    const classesFile = written('classes.txt', 'cat\ndog\n');
    expect(rounded((await read({ file, pathsFile, classesFile })).probabilities)).toEqual([0.25, 0.75, 0.75, 0.25]);
  });

  test('another number of paths than rows is refused', async () => {
    const source = { file: goldenFile('floats-f4-little.npy'), pathsFile: written('paths.txt', 'a\nb\n') };
    await expect(read(source)).rejects.toMatchObject({
      code: 'bad_predictions',
      message: 'floats-f4-little.npy: has 5 rows, but 2 paths are given. Expected a path for each row, in the same order.',
    });
  });
});

describe('a mapping that does not fit is refused', () => {
  test.each([
    [{ path: null }, /no column is known to hold paths/],
    [{ prediction: null }, /no column is known to hold predictions/],
    [{ prediction: 'nothing' }, /has no column "nothing". It has "path", "pred"/],
  ])('%j', async (change, message) => {
    await expect(readCsv('path,pred\na/1.png,cat\n', lookup, change)).rejects.toMatchObject({
      code: 'bad_predictions',
      message: expect.stringMatching(message),
    });
  });
});

describe('the preview', () => {
  const preview = async (source: PredictionSource) => await previewPredictions(source, lookup, { signal });

  test('shows columns, roles, examples and counts, and holds no probabilities', async () => {
    const file = written('a.csv', 'path,cat,dog,width\na/1.png,.2,.8,640\nb/9.png,.5,.1,480\n');
    expect(await preview({ file })).toEqual({
      format: 'csv',
      columns: [
        { name: 'path', role: 'path', examples: ['a/1.png', 'b/9.png'] },
        { name: 'cat', role: 'probability', examples: ['.2', '.5'] },
        { name: 'dog', role: 'probability', examples: ['.8', '.1'] },
        { name: 'width', role: 'ignored', examples: ['640', '480'] },
      ],
      mapping: expect.objectContaining({ path: 'path', values: 'probabilities' }),
      needs: [],
      counts: expect.objectContaining({
        rows: 2,
        samples: 1,
        problems: [{ kind: 'unmatched-path', count: 1, examples: [{ row: 2, text: 'b/9.png' }] }],
      }),
      classes: ['cat', 'dog'],
      boxes: null,
      annotators: null,
    });
  });

  test('knows what several people said from a prediction beside the label', async () => {
    const people = written('a.csv', 'path,ann,bob\na/1.png,cat,cat\na/2.png,cat,dog\nx.png,cat,cat\n');
    expect((await preview({ file: people })).annotators).toMatchObject({
      annotators: [
        { name: 'ann', labels: 2 },
        { name: 'bob', labels: 2 },
      ],
      ...{ labels: 4, disagreements: 1, classes: ['cat', 'dog'], counts: { samples: 2 } },
    });
    const model = written('b.csv', 'path,label,prediction\na/1.png,cat,cat\na/2.png,cat,dog\n');
    expect((await preview({ file: model })).annotators).toBeNull();
  });

  test('says what is needed', async () => {
    expect(await preview({ file: goldenFile('floats-f4-little.npy') })).toMatchObject({
      needs: ['paths-file', 'classes'],
      counts: null,
    });
    expect(await preview({ file: written('a.csv', 'width,height\n640,480\n') })).toMatchObject({ needs: ['path', 'prediction'] });
    const pathsFile = written('paths.txt', 'a/1.png\na/2.png\nb/3.png\nb/4.png\nx.png\n');
    const classesFile = written('classes.txt', 'cat\ndog\n');
    expect(await preview({ file: goldenFile('floats-f4-little.npy'), pathsFile, classesFile })).toMatchObject({
      needs: ['other-classes'],
    });
  });
});

test('a cancel ends it', async () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => `x${i}.png,cat\n`).join('');
  const file = written('a.csv', `path,pred\n${rows}`);
  const { mapping } = await previewPredictions({ file }, lookup, { signal });
  const controller = new AbortController();
  const reading = readPredictions({ file }, mapping, lookup, { signal: controller.signal, onProgress: () => controller.abort() });
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});

test('forty thousand rows hold nobody up', async () => {
  const paths = Array.from({ length: 40_000 }, (_, i) => `${createHash('md5').update(String(i)).digest('hex')}.png`);
  const many = lookupOf(paths, ['cat', 'dog']);
  const rows = paths.map((path, i) => `${path},${(i % 100) / 100},${1 - (i % 100) / 100}\n`);
  const source = { file: written('a.csv', `path,cat,dog\n${rows.reverse().join('')}`) };
  const { mapping } = await previewPredictions(source, many, { signal });
  let [turns, longest, last] = [0, 0, performance.now()];
  const timer = setInterval(() => {
    [turns, longest, last] = [turns + 1, Math.max(longest, performance.now() - last), performance.now()];
  }, 1);
  const startMs = performance.now();
  const result = await readPredictions(source, mapping, many, { signal });
  clearInterval(timer);
  expect(result.ids).toEqual(many.ids);
  expect(result.probabilities?.every((value, i) => Math.abs(value - ((i >> 1) % 100) / 100) < 1e-6 || i % 2 === 1)).toBe(true);
  // On a busy machine a turn may come late by itself; they must come often all the same.
  expect(turns).toBeGreaterThan((performance.now() - startMs) / 60);
  expect(longest).toBeLessThan(500);
});
