import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Embedder } from '../../../src/main/embeddings/embedder.ts';
import { createModels } from '../../../src/main/models/create-models.ts';
import type { Models } from '../../../src/main/models/models.ts';
import { tempFolder, writeFiles } from '../../fixtures/temp-folder.ts';
import { type Answer, type FileServer, sendFile, serveFiles } from './file-server.ts';
import { entryOf, remoteFile, sha256Of, writeCatalogue } from './made-catalogue.ts';

const BYTES = Buffer.from('the bytes of a model '.repeat(200));
const TEXT_BYTES = Buffer.from('the bytes of its text encoder '.repeat(100));
const MERGES = '#version: 0.2\nc a\nca t</w>\n';
const PATIENCE = { stallMs: 2000, attempts: 1, backoffMs: 1 };

let home: string;
let models: Models;
let server: FileServer | null = null;

beforeEach(() => {
  home = tempFolder();
  const unused = (): Embedder => {
    throw new Error('A download needs no embed process.');
  };
  models = createModels({ home, embedder: unused, patience: PATIENCE });
});
afterEach(async () => {
  await server?.close();
  server = null;
});

const never = new AbortController().signal;
const context = { signal: never, report: () => undefined };
const folder = (name = 'ours'): string => join(home, 'models', name);
const infoOf = async (name: string) => (await models.list()).find((one) => one.name === name);

async function serve(answers: Readonly<Record<string, Answer>>): Promise<string> {
  server = await serveFiles(answers);
  return server.url;
}

/** "ours" of one file. */
async function served(answer: Answer = sendFile(BYTES), isKnown = true): Promise<void> {
  const url = await serve({ '/model': answer });
  writeCatalogue(home, [entryOf('ours', remoteFile('model.onnx', `${url}/model`, BYTES, isKnown))]);
}

/** "clip" of three. */
async function servedWithText(): Promise<void> {
  const url = await serve({ '/image': sendFile(BYTES), '/text': sendFile(TEXT_BYTES), '/merges': sendFile(Buffer.from(MERGES)) });
  const text = {
    encoder: remoteFile('text.onnx', `${url}/text`, TEXT_BYTES),
    merges: remoteFile('merges.txt', `${url}/merges`, MERGES),
    length: 5,
  };
  writeCatalogue(home, [entryOf('clip', remoteFile('image.onnx', `${url}/image`, BYTES), { text })]);
}

describe('a model of the catalogue', () => {
  test('is available, then ready, then removed', async () => {
    await served();
    expect(await infoOf('ours')).toMatchObject({ state: 'available', origin: 'catalogue', file: null, manifest: null });
    await expect(models.ready('ours')).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringContaining('"winnow models get ours"'),
      details: { model: 'ours' },
    });

    const got = await models.get('ours', context);
    expect(got).toMatchObject({ name: 'ours', state: 'ready', file: join(folder(), 'model.onnx'), problem: null });
    expect(await infoOf('ours')).toEqual(got);
    const ready = await models.ready('ours');
    expect(ready).toMatchObject({
      file: got.file,
      text: null,
      manifest: { name: 'ours', sha256: sha256Of(BYTES), licence: 'MIT' },
    });

    const left = await models.forget('ours');
    expect(left.find(({ name }) => name === 'ours')).toMatchObject({ state: 'available' });
    expect(existsSync(folder())).toBe(false);
    await expect(models.forget('ours')).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('that is here is not downloaded again', async () => {
    await served();
    await models.get('ours', context);
    await models.get('ours', context);
    expect(server?.asked).toHaveLength(1);
  });

  test('is missing once its file is deleted or changed, and can be had again', async () => {
    await served();
    await models.get('ours', context);
    rmSync(join(folder(), 'model.onnx'));
    expect(await infoOf('ours')).toMatchObject({ state: 'missing', problem: expect.stringContaining('is gone') });
    await expect(models.ready('ours')).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringContaining('get ours'),
    });
    expect(await models.get('ours', context)).toMatchObject({ state: 'ready' });

    writeFileSync(join(folder(), 'model.onnx'), Buffer.from(BYTES).fill(1, 7, 8));
    expect(await infoOf('ours')).toMatchObject({
      state: 'missing',
      problem: expect.stringContaining('has changed: other bytes'),
    });
    expect(await models.get('ours', context)).toMatchObject({ state: 'ready' });
  });

  test('whose file was only touched is as it was', async () => {
    await served();
    await models.get('ours', context);
    writeFileSync(join(folder(), 'model.onnx'), BYTES);
    expect(await infoOf('ours')).toMatchObject({ state: 'ready', problem: null });
  });

  test('put in place by hand is checked and asks nobody', async () => {
    await served((_, response) => void response.writeHead(500).end());
    writeFiles(folder(), { 'model.onnx': BYTES });
    expect(await models.get('ours', context)).toMatchObject({ state: 'ready' });
    expect(server?.asked).toEqual([]);
  });

  test('wrong bytes put in place by hand are replaced', async () => {
    await served();
    writeFiles(folder(), { 'model.onnx': BYTES.subarray(1) });
    await models.get('ours', context);
    expect(await models.ready('ours')).toMatchObject({ manifest: { sha256: sha256Of(BYTES) } });
  });

  test('that cannot be reached: what was tried, and what to do by hand', async () => {
    await served((_, response) => void response.writeHead(404).end());
    const failure = await models.get('ours', context).catch((error) => error);
    expect(failure.code).toBe('download_failed');
    expect(failure.message).toContain(`${server?.url}/model: the file is not there (HTTP 404).`);
    expect(failure.message).toContain(`put it at ${join(folder(), 'model.onnx')}, and run "winnow models get ours"`);
    expect(await infoOf('ours')).toMatchObject({ state: 'available' });
  });

  test('cancelled goes on next time; what was begun can be removed', async () => {
    await served(sendFile(BYTES, { pauseMs: 20 }));
    const controller = new AbortController();
    const report = ({ done = 0 }): void => void (done > 1000 && controller.abort());
    await expect(models.get('ours', { signal: controller.signal, report })).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(folder())).toContain('model.onnx.part');
    expect(await infoOf('ours')).toMatchObject({ state: 'available' });
    await models.forget('ours');
    expect(existsSync(folder())).toBe(false);
  });

  test('two that download it at once: the one that comes second is told, and does no harm', async () => {
    await served(sendFile(BYTES, { pauseMs: 20 }));
    const both = await Promise.allSettled([models.get('ours', context), models.get('ours', context)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'download_failed', message: expect.stringContaining('Another Winnow') },
    });
    await expect(models.ready('ours')).resolves.toMatchObject({ manifest: { sha256: sha256Of(BYTES) } });
  });

  test('is never looked for outside of the folder of models', async () => {
    await served();
    await models.get('ours', context);
    for (const name of ['../models/ours', './ours', 'ours/.']) {
      await expect(models.ready(name)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('that nobody knows is named with the nearest', async () => {
    await served();
    for (const work of [() => models.get('our', context), () => models.ready('our'), () => models.forget('our')]) {
      await expect(work()).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('Did you mean "ours"?') });
    }
  });
});

describe('without a known hash', () => {
  test('what comes first is pinned, also beyond a removal', async () => {
    await served(
      (request, response, turn) => sendFile(turn === 0 ? BYTES : Buffer.from(BYTES).fill(1))(request, response, turn),
      false,
    );
    expect(await infoOf('ours')).toMatchObject({ sha256: null, isPinnedOnFirstUse: true });
    await models.get('ours', context);
    expect(await models.ready('ours')).toMatchObject({ manifest: { sha256: sha256Of(BYTES) } });
    await models.forget('ours');
    expect(readdirSync(folder())).toEqual(['pins.json']);
    await expect(models.get('ours', context)).rejects.toMatchObject({
      code: 'download_failed',
      message: expect.stringContaining(`not ${sha256Of(BYTES)}`),
    });
  });

  test('damaged pins are not trusted', async () => {
    await served(sendFile(BYTES), false);
    writeFiles(folder(), { 'pins.json': '{' });
    await expect(models.get('ours', context)).rejects.toMatchObject({ message: expect.stringContaining('pins.json is damaged') });
    expect(server?.asked).toEqual([]);
  });
});

describe('a model that takes words', () => {
  test('is several files, one progress, and a tokenizer', async () => {
    await servedWithText();
    const done: number[] = [];
    const got = await models.get('clip', { signal: never, report: (progress) => done.push(progress.done ?? 0) });
    expect(got).toMatchObject({ hasTextEncoder: true, sizeBytes: BYTES.length + TEXT_BYTES.length + MERGES.length });
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(got.sizeBytes);
    const { text } = await models.ready('clip');
    expect(text).toMatchObject({ file: join(folder('clip'), 'text.onnx'), sha256: sha256Of(TEXT_BYTES), length: 5 });
    // Two merges: start is 514, "cat" the second merge.
    expect([...(text?.tokens('CAT  cat') ?? [])]).toEqual([514, 513, 513, 515, 515]);
  });

  test('without its vocabulary is missing', async () => {
    await servedWithText();
    await models.get('clip', context);
    rmSync(join(folder('clip'), 'merges.txt'));
    expect(await infoOf('clip')).toMatchObject({ state: 'missing', problem: expect.stringContaining('merges.txt is gone') });
    await expect(models.ready('clip')).rejects.toMatchObject({ code: 'model_missing' });
    expect(await models.get('clip', context)).toMatchObject({ state: 'ready' });
    expect(server?.asked.map(({ path }) => path)).toEqual(['/image', '/text', '/merges', '/merges']);
  });
});

describe('the built-in model', () => {
  test('needs nothing and cannot be removed', async () => {
    const ready = await models.ready('gradient-histogram');
    expect(existsSync(ready.file)).toBe(true);
    expect(await infoOf('gradient-histogram')).toMatchObject({ state: 'ready', origin: 'built-in' });
    await expect(models.forget('gradient-histogram')).rejects.toMatchObject({ code: 'bad_request' });
    await expect(models.get('gradient-histogram', context)).rejects.toMatchObject({ code: 'bad_request' });
  });
});
