import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modelAssets } from '../../../src/main/models/assets-folder.ts';
import { filesOf, readCatalogue, readCatalogueFile, sizeOf } from '../../../src/main/models/catalogue.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { hasTestData, testData } from '../../fixtures/test-data.ts';
import { entryOf, remoteFile, writeCatalogue } from './made-catalogue.ts';

const shipped = (await readCatalogueFile(join(modelAssets(), 'catalogue.json'))) ?? [];

describe('the catalogue that is shipped', () => {
  test('has the models that were promised', () => {
    const names = shipped.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['mobilenetv2-12-int8', 'mobilenetv2-12', 'clip-vit-b32', 'dinov2-small']));
    expect(shipped.filter(({ text }) => text !== null).map(({ name }) => name)).toEqual(['clip-vit-b32-int8', 'clip-vit-b32']);
  });

  test.each(shipped.map((entry) => [entry.name, entry] as const))('%s: addresses are safe and do not move', (_, entry) => {
    for (const { urls } of filesOf(entry)) {
      for (const url of urls) expect(url).toMatch(/^https:\/\/(?:huggingface\.co|media\.githubusercontent\.com)\//);
      const isPinned = urls.every((url) => /\/resolve\/[0-9a-f]{40}\//.test(url));
      // Addresses of a branch may change what they give; the hash then refuses it.
      expect(isPinned || entry.file.sha256 !== null).toBe(true);
    }
    expect(entry.licence).toMatch(/^(?:MIT|Apache-2\.0)$/);
    expect(sizeOf(entry)).toBeLessThan(700e6);
  });

  test.skipIf(!hasTestData)('what is of the ONNX zoo has size and hash as the zoo states them', () => {
    const official = readFileSync(testData('models/official-sha256.csv'), 'utf8').split('\n');
    const ofZoo = shipped.filter(({ source }) => source.includes('ONNX model zoo'));
    expect(ofZoo).toHaveLength(3);
    for (const { file } of ofZoo) {
      const path = new URL(file.urls[0] ?? '').pathname.replace(/.*(?=validated\/)/, '');
      expect(official).toContain(`${path},${file.sizeBytes},${file.sha256}`);
    }
  });
});

describe('a catalogue of the house', () => {
  const made = remoteFile('model.onnx', 'https://models.example/model.onnx', 'bytes');

  test("stands before and instead of Winnow's", async () => {
    const home = tempFolder();
    writeCatalogue(home, [entryOf('mobilenetv2-12', made), entryOf('ours', made)]);
    const entries = await readCatalogue(join(home, 'models'));
    expect(entries.map(({ name }) => name).slice(0, 3)).toEqual(['mobilenetv2-12', 'ours', 'mobilenetv2-12-int8']);
    expect(entries.filter(({ name }) => name === 'mobilenetv2-12')).toMatchObject([{ title: 'The model mobilenetv2-12' }]);
    expect(entries).toHaveLength(shipped.length + 1);
  });

  test.each([
    ['two of a name', [entryOf('ours', made), entryOf('ours', made)], 'two models have one name'],
    ['the built-in name', [entryOf('gradient-histogram', made)], 'built-in'],
    ['an open address', [entryOf('ours', { ...made, urls: ['http://models.example/m.onnx'] })], 'expected an https address'],
    ['a name that leaves the folder', [entryOf('ours', { ...made, name: '../model.onnx' })], 'models.0.file.name'],
    ["a name of Winnow's own", [entryOf('ours', { ...made, name: 'model.json' })], 'models.0.file.name'],
    ['half a hash', [entryOf('ours', { ...made, sha256: 'abc' })], 'expected 64 small hexadecimal digits'],
    ['a hash from nowhere', [entryOf('ours', { ...made, sha256From: null })], 'sha256 and sha256From go together'],
    [
      'a mean of two channels',
      [entryOf('ours', made, { preprocessing: { ...entryOf('x', made).preprocessing, mean: [0, 0] } })],
      'one number a channel',
    ],
  ])('%s is refused with its place', async (_, models, words) => {
    const home = tempFolder();
    writeCatalogue(home, models);
    const failure = await readCatalogue(join(home, 'models')).catch((error) => error);
    expect(failure).toMatchObject({ code: 'bad_request', message: expect.stringContaining(words) });
    expect(failure.message).toContain(join(home, 'models', 'catalogue.json'));
  });

  test('no JSON is refused', async () => {
    const home = tempFolder();
    writeFiles(home, { 'models/catalogue.json': '{"models": [' });
    await expect(readCatalogue(join(home, 'models'))).rejects.toMatchObject({ code: 'bad_request' });
  });
});
