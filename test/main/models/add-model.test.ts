import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { modelIdentity } from '../../../src/main/embeddings/model-identity.ts';
import { startEmbedder } from '../../../src/main/embeddings/start-embedder.ts';
import { createModels } from '../../../src/main/models/create-models.ts';
import type { Models } from '../../../src/main/models/models.ts';
import { nameOf } from '../../../src/workers/embed/suggest-manifest.ts';
import { madeWithWeights } from '../../fixtures/made-models.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { tinyImageEncoder, tinyOfTwoInputs } from './tiny-onnx.ts';

const embedder = startEmbedder({ cores: 1 });
afterAll(() => embedder.close());

let home: string;
let folder: string;
let models: Models;

beforeEach(() => {
  [home, folder] = [tempFolder(), tempFolder()];
  models = createModels({ home, embedder: () => embedder });
});

/** A tiny model on disk. */
function made(name = 'Tiny Model.onnx', bytes: Uint8Array = tinyImageEncoder()): string {
  writeFiles(folder, { [name]: Buffer.from(bytes) });
  return join(folder, name);
}
const infoOf = async (name: string) => (await models.list()).find((one) => one.name === name);

describe('a file of the user', () => {
  test('is read, tried, listed, and used by name or path; it stays where it is', async () => {
    const file = made();
    const added = await models.add({ file });
    expect(added).toMatchObject({
      name: 'tiny-model',
      origin: 'file',
      state: 'ready',
      file,
      licence: null,
      title: 'Tiny Model.onnx',
    });
    expect(added.manifest).toMatchObject({
      name: 'tiny-model',
      input: { name: 'pixel_values', layout: 'nchw', width: 8, height: 8, batch: null },
      output: { name: 'image_embeds', isInner: false, dimensions: 3 },
    });
    expect(await models.ready('tiny-model')).toEqual({ file, manifest: added.manifest, text: null });
    expect(await models.ready(file)).toEqual(await models.ready('tiny-model'));
    await models.forget('tiny-model');
    expect(existsSync(file)).toBe(true);
    expect(await infoOf('tiny-model')).toBeUndefined();
    expect(existsSync(join(home, 'models', 'tiny-model'))).toBe(false);
  });

  test('that was not added is used by its path with what was read from it', async () => {
    const file = made();
    const { manifest, text } = await models.ready(file);
    expect(manifest).toEqual((await models.inspect(file)).suggested);
    expect([manifest.name, text]).toEqual(['tiny-model', null]);
    expect(existsSync(join(home, 'models'))).toBe(false);
  });

  test('that is a link is called by its own name', async () => {
    // As Hugging Face keeps what it downloads.
    writeFiles(folder, { 'blobs/0f1e': Buffer.from(tinyImageEncoder()), 'snapshots/readme.md': '' });
    const link = join(folder, 'snapshots/linked.onnx');
    symlinkSync('../blobs/0f1e', link);
    expect(await models.ready(link)).toMatchObject({ file: link, manifest: { name: 'linked' } });
    expect(await models.add({ file: link })).toMatchObject({ name: 'linked', title: 'linked.onnx', file: link, state: 'ready' });
    expect(await models.ready(join(folder, 'blobs/0f1e'))).toEqual(await models.ready('linked'));
  });

  test('used as asked: size, colours and an inner tensor', async () => {
    const added = await models.add({
      file: made(),
      name: 'mine',
      output: 'pooled',
      preprocessing: { color: 'bgr', range: 255, resize: 'fill' },
    });
    expect(added.manifest).toMatchObject({
      name: 'mine',
      output: { name: 'pooled', isInner: true, dimensions: 3 },
      preprocessing: { color: 'bgr', range: 255, resize: 'fill', mean: [0, 0, 0], std: [1, 1, 1] },
    });
  });

  test('added twice is one model; used differently it is another', async () => {
    const file = made();
    const first = await models.add({ file });
    expect(await models.add({ file })).toEqual(first);
    expect(await models.add({ file, output: 'pooled' })).toMatchObject({ name: 'tiny-model-2' });
    expect((await models.list()).filter(({ origin }) => origin === 'file')).toHaveLength(2);
  });

  test('that was moved is found again where it is added from', async () => {
    const file = made();
    const first = await models.add({ file });
    const moved = join(folder, 'elsewhere.onnx');
    copyFileSync(file, moved);
    rmSync(file);
    expect(await infoOf('tiny-model')).toMatchObject({ state: 'missing', problem: `${file} is gone.` });
    await expect(models.ready('tiny-model')).rejects.toMatchObject({ code: 'model_missing' });
    expect(await models.add({ file: moved })).toEqual({ ...first, file: moved });
  });

  test('that changed is missing; by its path it is what it is now', async () => {
    const file = made();
    await models.add({ file });
    writeFileSync(file, tinyImageEncoder('other_name'));
    expect(await infoOf('tiny-model')).toMatchObject({ state: 'missing', problem: expect.stringContaining('has changed') });
    await expect(models.ready('tiny-model')).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringContaining('"winnow models add FILE"'),
    });
    expect(await models.ready(file)).toMatchObject({ manifest: { input: { name: 'other_name' } } });
  });

  test('whose weights beside it changed is missing, and another model from then on', async () => {
    const file = made('outside.onnx', madeWithWeights());
    const weights = join(folder, 'made.data');
    const write = (factor: number): void => writeFileSync(weights, Float32Array.of(factor));
    write(3);
    const added = await models.add({ file });
    expect(added).toMatchObject({ state: 'ready', manifest: { weights: [{ name: 'made.data' }] } });
    const before = await models.ready('outside');
    write(4);
    utimesSync(weights, 1, 1);
    expect(await infoOf('outside')).toMatchObject({
      state: 'missing',
      problem: `${weights} has changed: other bytes than it had.`,
    });
    await expect(embedder.open({ file, manifest: before.manifest, threads: 1 })).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringContaining('in made.data, are not those it had'),
    });
    const { manifest } = await models.ready(file);
    expect(modelIdentity(manifest)).not.toBe(modelIdentity(before.manifest));
    expect(await models.add({ file })).toMatchObject({ name: 'outside-2', state: 'ready' });
  });

  test('that was only touched is as it was', async () => {
    const file = made();
    await models.add({ file });
    utimesSync(file, 1, 1);
    expect(await infoOf('tiny-model')).toMatchObject({ state: 'ready' });
    // Its bytes were read once: the card knows the new time.
    expect(readFileSync(join(home, 'models/tiny-model/model.json'), 'utf8')).toContain('"modifiedMs": 1000,');
  });
});

describe('refused, and nothing left behind', () => {
  test.each([
    ['a relative path', () => ({ file: 'tiny.onnx' }), 'bad_request', 'no absolute path'],
    ['a file that is not there', () => ({ file: join(folder, 'none.onnx') }), 'model_missing', 'is not there'],
    ['two inputs', () => ({ file: made('two.onnx', tinyOfTwoInputs()) }), 'bad_model', 'it has 2 inputs'],
    [
      'half a file',
      () => ({ file: made('half.onnx', tinyImageEncoder().subarray(0, 60)) }),
      'bad_model',
      'half.onnx cannot be used',
    ],
    ['a tensor it has not', () => ({ file: made(), output: 'nothing' }), 'bad_model', 'nothing'],
    ['a size it does not take', () => ({ file: made(), input: { width: 9, height: 9 } }), 'bad_model', ''],
    ['a name that is taken', () => ({ file: made(), name: 'mobilenetv2-12' }), 'bad_request', 'already'],
    ["the built-in model's name", () => ({ file: made(), name: 'gradient-histogram' }), 'bad_request', 'already'],
  ])('%s', async (_, request, code, words) => {
    await expect(models.add(request())).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(existsSync(join(home, 'models'))).toBe(false);
  });

  test.skipIf(!hasTestData).each(hasTestData ? readdirSync(testData('models/negative')) : [])(
    '%s of the real ones',
    async (name) => {
      await expect(models.add({ file: testData(`models/negative/${name}`) })).rejects.toMatchObject({
        code: 'bad_model',
        message: expect.stringMatching(new RegExp(`^${name.replaceAll('.', '\\.')} cannot be used: .{20}`)),
      });
      expect(existsSync(join(home, 'models'))).toBe(false);
    },
  );
});

describe.skipIf(!hasTestData)('a file that is known by its hash', () => {
  test('is the one of the catalogue, under whatever name it lies', async () => {
    const file = join(folder, 'downloaded (1).onnx');
    copyFileSync(testData('models/mobilenetv2-12-int8.onnx'), file);
    expect(await models.inspect(file)).toMatchObject({
      isKnown: true,
      suggested: { name: 'mobilenetv2-12-int8', licence: 'Apache-2.0' },
    });
    const added = await models.add({ file });
    expect(added).toMatchObject({ name: 'mobilenetv2-12-int8', origin: 'catalogue', state: 'ready', file });
    expect(added.manifest).toMatchObject({
      output: { name: '472_quantized', isInner: true, dimensions: 1280 },
      preprocessing: { resize: 'center-crop', resizeTo: 256, kernel: 'cubic' },
    });
    expect(await models.ready('mobilenetv2-12-int8')).toMatchObject({ file });
    // Already here: nothing is downloaded.
    await models.get('mobilenetv2-12-int8', { signal: new AbortController().signal, report: () => undefined });
    expect(await models.add({ file, output: 'output' })).toMatchObject({ name: 'mobilenetv2-12-int8-2', origin: 'file' });
    expect(await models.forget('mobilenetv2-12-int8')).toContainEqual(
      expect.objectContaining({ name: 'mobilenetv2-12-int8', state: 'available' }),
    );
    expect(existsSync(file)).toBe(true);
  });

  test('needs no options, where no catalogue lists it', async () => {
    const added = await models.add({ file: testData('models/mobilenetv2-12-dynamic-int8.onnx') });
    expect(added).toMatchObject({ name: 'mobilenetv2-12-dynamic-int8', origin: 'file', licence: null });
    expect(added.manifest).toMatchObject({ preprocessing: { resizeTo: 256, range: 1 }, output: { name: '472' } });
  });
});

test.each([
  ['/x/My Model (v2).onnx', 'my-model-v2'],
  ['/x/Ünïcode.onnx', 'u-ni-code'],
  ['/x/模型.onnx', 'model'],
  ['/x/.onnx', 'onnx'],
  [`/x/${'a'.repeat(99)}.onnx`, 'a'.repeat(48)],
])('the file %s is called %s', (file, name) => {
  expect(nameOf(file)).toBe(name);
});
