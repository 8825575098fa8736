import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../../src/main/embeddings/embedder.ts';
import { type EmbedderOptions, startEmbedder } from '../../../src/main/embeddings/start-embedder.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import type { ModelToLoad } from '../../../src/workers/embed/calls.ts';
import { type MadeModel, quarters, writeModel } from '../../fixtures/made-models.ts';

const faulty = new URL('faulty-embed-process.ts', import.meta.url);
const never = new AbortController().signal;

let folder: string;
let embedder: Embedder;
let log: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-embedder-'));
});
afterEach(async () => {
  await embedder.close();
  delete process.env.WINNOW_TEST_STARTS;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(options: EmbedderOptions = {}): Embedder {
  log = [];
  embedder = startEmbedder({ entry: faulty, cores: 2, log: (message) => log.push(message), ...options });
  return embedder;
}

function model(name = 'quarters', made: MadeModel = quarters): ModelToLoad {
  const file = join(folder, `${name}.onnx`);
  return { file, manifest: writeModel(file, made, { name }), threads: 1 };
}

/** A picture of one grey. */
async function picture(name: string, grey = 100): Promise<{ readonly path: Buffer }> {
  const path = join(folder, name);
  const png = sharp({ create: { width: 9, height: 9, channels: 3, background: { r: grey, g: grey, b: grey } } }).png();
  writeFileSync(path, await png.toBuffer());
  return { path: Buffer.from(path) };
}

/** Ids of the processes started from now on. */
function countStarts(): () => string[] {
  const path = join(folder, `starts-${Math.random()}`);
  writeFileSync(path, '');
  process.env.WINNOW_TEST_STARTS = path;
  return () => readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('embeds in a process of its own; a picture that cannot be read costs itself', async () => {
  const starts = countStarts();
  const session = await start().open(model());
  expect(session.dimensions).toBe(12);
  const bad = join(folder, 'cut.png');
  writeFileSync(
    bad,
    (
      await sharp(Buffer.from((await picture('whole.png')).path).toString())
        .png()
        .toBuffer()
    ).subarray(0, 50),
  );
  const pictures = [
    await picture('a.png', 51),
    { path: Buffer.from(bad) },
    await picture('b.png', 255),
    { path: Buffer.from('/no') },
  ];
  const { vectors, failures } = await session.embed(pictures, never);
  expect([0, 1, 2, 3].map((at) => vectors[at * 12]?.toFixed(3))).toEqual(['0.200', '0.000', '1.000', '0.000']);
  expect(failures.map(({ index }) => index)).toEqual([1, 3]);
  expect(failures[1]).toEqual({ index: 3, reason: 'the file is no longer there (ENOENT)', isPassing: true });
  expect(failures[0]).not.toHaveProperty('isPassing');
  expect(starts()).toHaveLength(1);
  expect(Number(starts()[0])).not.toBe(process.pid);
});

test('gives the same vectors whether pictures come together or alone', async () => {
  const session = await start().open(model());
  const pictures = await Promise.all([10, 80, 200].map((grey) => picture(`same-${grey}.png`, grey)));
  const together = await session.embed(pictures, never);
  const alone = await Promise.all(pictures.map((one) => session.embed([one], never)));
  expect([...together.vectors]).toEqual(alone.flatMap(({ vectors }) => [...vectors]));
});

test('a black picture that a model gives nothing but zeros for is a failure', async () => {
  const session = await start().open(model());
  const { failures } = await session.embed([await picture('black.png', 0), await picture('grey.png', 9)], never);
  expect(failures).toEqual([{ index: 0, reason: 'the model gives nothing but zeros for this picture' }]);
});

describe('where the process dies', () => {
  test('the picture it died of is marked, those beside it are embedded', async () => {
    const starts = countStarts();
    const session = await start().open(model());
    const names = ['1.png', 'raise-segv.png', '2.png', '3.png'];
    const pictures = await Promise.all(names.map((name) => picture(name, 51)));
    const beside = Promise.all([1, 2, 3].map(async (n) => session.embed([await picture(`beside-${n}.png`, 255)], never)));
    const { vectors, failures } = await session.embed(pictures, never);
    expect(failures).toEqual([{ index: 1, reason: 'the picture crashed the decoder or the model' }]);
    expect([0, 1, 2, 3].map((at) => vectors[at * 12]?.toFixed(3))).toEqual(['0.200', '0.000', '0.200', '0.200']);
    for (const batch of await beside) expect([batch.vectors[0], batch.failures]).toEqual([1, []]);
    expect(starts().length).toBe(3);
    expect(log.some((line) => /^The embed process died: it was killed by SIGSEGV/.test(line))).toBe(true);
  });

  test('a picture that takes too long is marked too', async () => {
    const limits = { ...DEFAULT_LIMITS, maxSeconds: 0.1 };
    const session = await start({ limits, marginMs: 300 }).open(model());
    const pictures = [await picture('quick.png', 51), await picture('never-answer.png')];
    const { vectors, failures } = await session.embed(pictures, never);
    expect(failures).toEqual([{ index: 1, reason: 'the picture took too long' }]);
    expect(vectors[0]?.toFixed(3)).toBe('0.200');
  }, 60_000);

  test('a model that ends it with every picture is refused', async () => {
    const session = await start().open(model('killer'));
    await expect(session.embed([await picture('fine.png')], never)).rejects.toMatchObject({
      code: 'bad_model',
      message: 'The model ends the process it runs in, whatever picture it is given.',
    });
  });

  test('a model that ends it when it is loaded or looked at is refused', async () => {
    start();
    const deadly = model('raise-segv');
    const refused = {
      code: 'bad_model',
      message: 'raise-segv.onnx cannot be used: it ends the process that loads it.',
    };
    await expect(embedder.open(deadly)).rejects.toMatchObject(refused);
    await expect(embedder.inspect(deadly.file)).rejects.toMatchObject(refused);
    expect((await embedder.open(model())).dimensions).toBe(12);
  });
});

describe('models', () => {
  test('that were deleted or changed since are missing', async () => {
    start();
    const changed = model('changed');
    writeFileSync(changed.file, Buffer.concat([readFileSync(changed.file), Buffer.from([8, 8])]));
    await expect(embedder.open(changed)).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringContaining('is not the one it was: its sha256 is '),
    });
    rmSync(changed.file);
    await expect(embedder.open(changed)).rejects.toMatchObject({ code: 'model_missing' });
    expect(await embedder.inspect(model().file)).toMatchObject({ isKnown: false, sizeBytes: model().manifest.sizeBytes });
  });

  test('are used in turns; who wants the one in memory shares it', async () => {
    const doubled: MadeModel = {
      build: (graph) => {
        const twice = graph.add('Mul', ['pictures', graph.floats([2])]);
        graph.add('Flatten', [graph.add('GlobalAveragePool', [twice])], {}, 'vectors');
      },
    };
    start();
    const first = await embedder.open(model('first'));
    const order: string[] = [];
    const second = embedder.open(model('second', doubled)).then((session) => {
      order.push('second');
      return session;
    });
    const shared = await embedder.open(model('first'));
    order.push('shared');
    const grey = await picture('grey.png', 51);
    first.release();
    first.release();
    expect((await shared.embed([grey], never)).vectors).toHaveLength(12);
    order.push('released');
    shared.release();
    const after = await second;
    expect(order).toEqual(['shared', 'released', 'second']);
    const { vectors } = await after.embed([grey], never);
    expect([vectors.length, vectors[0]?.toFixed(2)]).toEqual([3, '0.40']);
  });
});

test('encodes text by ids', async () => {
  start();
  const text: MadeModel = {
    inputs: [
      { name: 'input_ids', type: 'int64', shape: ['n', 'length'] },
      { name: 'attention_mask', type: 'int64', shape: ['n', 'length'] },
    ],
    outputs: [{ name: 'text_embeds', type: 'float32', shape: ['n', 3] }],
    build: (graph) => {
      const ids = graph.add('Mul', ['input_ids', 'attention_mask']);
      graph.add('Cast', [ids], { to: 1 }, 'text_embeds');
    },
  };
  const { file, manifest } = model('text', text);
  const ask = { file, sha256: manifest.sha256, tokens: Int32Array.of(1, 2, 3, 7, 8, 9), length: 3 };
  const { vectors, dimensions } = await embedder.embedTokens(ask);
  expect([dimensions, [...vectors]]).toEqual([3, [1, 2, 3, 7, 8, 9]]);
  await expect(embedder.embedTokens({ ...ask, sha256: '0'.repeat(64) })).rejects.toMatchObject({ code: 'model_missing' });
});

test('a cancelled batch rejects at once, and the next one is embedded', async () => {
  const session = await start().open(model());
  const controller = new AbortController();
  const pictures = await Promise.all(Array.from({ length: 40 }, (_, n) => picture(`many-${n}.png`, n + 1)));
  const cancelled = session.embed(pictures, controller.signal);
  controller.abort();
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  await expect(session.embed(pictures, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect((await session.embed(pictures, never)).failures).toEqual([]);
});

test('the process ends when it is idle, and starts again when it is needed', async () => {
  const starts = countStarts();
  const session = await start({ idleMs: 50 }).open(model());
  await session.embed([await picture('one.png')], never);
  expect(isAlive(Number(starts()[0]))).toBe(true);
  session.release();
  await expect.poll(() => isAlive(Number(starts()[0]))).toBe(false);
  expect(log).toEqual([]);
  const again = await embedder.open(model());
  expect((await again.embed([await picture('two.png', 255)], never)).vectors[0]).toBe(1);
  expect(starts()).toHaveLength(2);
});

test('whoever waits for a model can give up, and is told when all is closed', async () => {
  start();
  await embedder.open(model('first'));
  const controller = new AbortController();
  const givenUp = expect(embedder.open(model('second'), controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  controller.abort();
  await givenUp;
  const waiting = expect(embedder.open(model('second'))).rejects.toMatchObject({ name: 'AbortError' });
  await embedder.close();
  await waiting;
});
