import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ModelManifest } from '../../../src/shared/embedding.ts';
import { openPictureSession } from '../../../src/workers/embed/picture-session.ts';
import { type MadeModel, madeWithWeights, PICTURES, quarters, writeModel } from '../../fixtures/made-models.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const LENGTH = 3 * 8 * 8;

async function open(model: MadeModel, changes: Partial<ModelManifest> = {}, mostBatch = 8) {
  const file = join(tempFolder(), 'made.onnx');
  const manifest = writeModel(file, model, changes);
  return openPictureSession({ file, manifest, threads: 1, mostBatch });
}

const refusal = (model: MadeModel, changes: Partial<ModelManifest> = {}): Promise<string> =>
  open(model, changes).then(
    () => 'no refusal',
    (error: Error) => error.message,
  );

/** Pictures of one value each. */
const plain = (...values: readonly number[]): Float32Array<ArrayBuffer> =>
  Float32Array.from(values.flatMap((value) => new Array<number>(LENGTH).fill(value)));

const input = (changes: Partial<ModelManifest['input']>): Partial<ModelManifest> => ({
  input: { name: 'pictures', layout: 'nchw', type: 'float32', width: 8, height: 8, batch: null, ...changes },
});

test('gives a vector a picture, however many come at once', async () => {
  const session = await open(quarters);
  expect(session.dimensions).toBe(12);
  const { vectors } = await session.run(plain(...Array.from({ length: 19 }, (_, n) => n)), 19);
  expect(vectors).toHaveLength(19 * 12);
  expect([vectors[0], vectors[12 * 7 + 5], vectors[12 * 18]]).toEqual([0, 7, 18]);
  await session.release();
});

test('finds a batch up to what memory allows, and takes one that was found before', async () => {
  const session = await open(quarters, {}, 4);
  expect([1, 2, 4]).toContain(session.batch);
  const file = join(tempFolder(), 'made.onnx');
  const manifest = writeModel(file, quarters);
  expect((await openPictureSession({ file, manifest, threads: 1, mostBatch: 64, batch: 3 })).batch).toBe(3);
});

test('fills up the last batch where the model wants a fixed number', async () => {
  const fixed = { ...quarters, inputs: [{ ...PICTURES, shape: [4, 3, 8, 8] }] };
  const session = await open(fixed, input({ batch: 4 }));
  expect(session.batch % 4).toBe(0);
  const { vectors } = await session.run(plain(1, 2, 3, 4, 5, 6), 6);
  expect(Array.from({ length: 6 }, (_, n) => vectors[n * 12])).toEqual([1, 2, 3, 4, 5, 6]);
});

test('gives pictures one by one to a model that says it takes any number, and does not', async () => {
  const single: MadeModel = {
    build: (graph) => graph.add('Reshape', ['pictures', graph.integers([1, LENGTH])], {}, 'vectors'),
  };
  const session = await open(single);
  expect(session.batch).toBe(1);
  const { vectors } = await session.run(plain(1, 2), 2);
  expect([vectors[0], vectors[LENGTH]]).toEqual([1, 2]);
});

test('gives pictures one by one to a model that mixes those of a batch', async () => {
  const mixing: MadeModel = {
    build: (graph) => {
      const means = graph.add('Flatten', [graph.add('GlobalAveragePool', ['pictures'])]);
      const ofAll = graph.add('ReduceMean', [means], { axes: [0], keepdims: 1 });
      graph.add('Add', [means, ofAll], {}, 'vectors');
    },
  };
  const session = await open(mixing);
  expect(session.batch).toBe(1);
  const { vectors } = await session.run(plain(1, 2), 2);
  expect([vectors[0], vectors[3]]).toEqual([2, 4]);
});

test('lists a tensor inside the model among its outputs', async () => {
  const inner: MadeModel = {
    build: (graph) => {
      const features = graph.add('Flatten', ['pictures'], {}, 'features');
      graph.add('ReduceMean', [features], { axes: [1], keepdims: 1 }, 'vectors');
    },
  };
  const session = await open(inner, { output: { name: 'features', isInner: true, dimensions: LENGTH } });
  expect(session.dimensions).toBe(LENGTH);
  expect((await session.run(plain(0.5), 1)).vectors[7]).toBe(0.5);
});

test('finds weights in a file of their own also for a tensor inside', async () => {
  const folder = tempFolder();
  const file = join(folder, 'made.onnx');
  writeFileSync(file, madeWithWeights());
  writeFileSync(join(folder, 'made.data'), new Uint8Array(Float32Array.of(3).buffer));
  for (const output of [
    { name: 'features', isInner: true, dimensions: null },
    { name: 'vectors', isInner: false, dimensions: null },
  ]) {
    const manifest = { ...writeModel(join(folder, 'unused.onnx'), quarters), output };
    const session = await openPictureSession({ file, manifest, threads: 1, mostBatch: 1 });
    expect((await session.run(plain(2), 1)).vectors[0]).toBe(6);
  }
});

test('takes bytes with the colours side by side', async () => {
  const nhwc: MadeModel = {
    inputs: [{ ...PICTURES, type: 'uint8', shape: ['n', 8, 8, 3] }],
    build: (graph) => graph.add('Cast', [graph.add('Flatten', ['pictures'])], { to: 1 }, 'vectors'),
  };
  const session = await open(nhwc, input({ layout: 'nhwc', type: 'uint8' }));
  const { vectors } = await session.run(new Uint8Array(LENGTH).fill(200), 1);
  expect([vectors.length, vectors[0]]).toEqual([LENGTH, 200]);
});

test('a picture that the model fails on costs itself, with the words of ONNX Runtime', async () => {
  const picky: MadeModel = {
    build: (graph) => {
      const means = graph.add('Flatten', [graph.add('GlobalAveragePool', ['pictures'])]);
      const at = graph.add('Cast', [means], { to: 7 });
      // Of a table of two: a mean of 2 or more is out of bounds.
      const rows = graph.add('Gather', [graph.floats([0.5, 0.5], [2]), at]);
      graph.add('Add', [means, rows], {}, 'vectors');
    },
  };
  const session = await open(picky);
  const { vectors, failures } = await session.run(plain(0.25, 2.5, 0.75), 3);
  expect([vectors[0], vectors[3], vectors[6]]).toEqual([0.75, 0, 1.25]);
  expect(failures).toEqual([
    { index: 1, reason: expect.stringMatching(/^the model fails on this picture: .*out of data bounds/) },
  ]);
});

test('refuses a model that gives nothing to compare pictures by', async () => {
  const after = (op: string, factor: number): MadeModel => ({
    build: (graph) => {
      const flat = graph.add('Flatten', ['pictures']);
      graph.add(op, [graph.add('Mul', [flat, graph.floats([factor])])], {}, 'vectors');
    },
  });
  expect(await refusal(after('Log', -1))).toContain('it gives numbers that are none (NaN or infinite) for a plain picture');
  expect(await refusal(after('Relu', -1))).toContain('it gives nothing but zeros for a plain picture');
  expect(await refusal(after('Exp', 0))).toContain('it gives the same for different pictures');
  const one: MadeModel = { build: (graph) => graph.add('ReduceMean', ['pictures'], { axes: [1, 2, 3], keepdims: 0 }, 'vectors') };
  expect(await refusal(one)).toContain('one number says too little of a picture');
});

test('refuses what does not fit the manifest, or does not run', async () => {
  const twelve = { name: 'vectors', isInner: false, dimensions: 13 };
  expect(await refusal(quarters, { output: twelve })).toContain('its output "vectors" has 12 numbers a picture, expected 13');
  expect(await refusal(quarters, input({ width: 9 }))).toContain('it does not run on a picture of 9 × 8: ');
  expect(await refusal({ build: (graph) => graph.add('Unheard', ['pictures'], {}, 'vectors') })).toMatch(
    /^made\.onnx cannot be used: ONNX Runtime does not load it: .*Unheard/,
  );
});
