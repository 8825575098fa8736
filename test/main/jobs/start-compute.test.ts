import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Compute } from '../../../src/main/jobs/compute.ts';
import { type ComputeOptions, startCompute } from '../../../src/main/jobs/start-compute.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { pngBomb } from '../../workers/decode/make-images.ts';

const faulty = new URL('faulty-compute-process.ts', import.meta.url);

let folder: string;
let png: Buffer;
let compute: Compute;
let log: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-compute-'));
  png = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
});
afterEach(async () => {
  await compute.close();
  delete process.env.WINNOW_TEST_STARTS;
  delete process.env.WINNOW_TEST_FAIL_START;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(options: ComputeOptions = {}): Compute {
  log = [];
  compute = startCompute({ entry: faulty, cores: 2, marginMs: 300, log: (message) => log.push(message), ...options });
  return compute;
}

function file(name: string, bytes: Buffer = png): Buffer {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return Buffer.from(path);
}

const input = (path: Buffer, maxSeconds = DEFAULT_LIMITS.maxSeconds) => ({ path, limits: { ...DEFAULT_LIMITS, maxSeconds } });
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** Ids of the processes started since the last call with a new file. */
function countStarts(): () => number[] {
  const path = join(folder, `starts-${Math.random()}`);
  writeFileSync(path, '');
  process.env.WINNOW_TEST_STARTS = path;
  return () => readFileSync(path, 'utf8').split('\n').filter(Boolean).map(Number);
}

test('decodes and renders in a process of its own', async () => {
  const starts = countStarts();
  start();
  const path = file('fine.png');
  expect(await compute.decode(input(path))).toMatchObject({ status: 'ok', format: 'png', width: 20, height: 10 });
  const { mimeType, bytes } = await compute.render({ ...input(path), maxSide: 10 });
  expect([mimeType, (await sharp(bytes).metadata()).width]).toEqual(['image/jpeg', 10]);
  expect(starts()).toHaveLength(1);
  expect(starts()).not.toContain(process.pid);
});

test('hashes pixels in that process; one that dies or hangs on a file has no hash of it', async () => {
  start();
  const [hash, again] = await Promise.all(['a.png', 'b.png'].map((name) => compute.pixelHash(input(file(name)))));
  expect(hash).toHaveLength(32);
  expect(again).toEqual(hash);
  expect(await compute.pixelHash(input(file('cut.png', png.subarray(0, 60))))).toBeNull();
  expect(await compute.pixelHash(input(file('raise-segv-pixels.png')))).toBeNull();
  expect(await compute.pixelHash(input(file('never-answer-pixels.png'), 0.1))).toBeNull();
  expect(await compute.pixelHash(input(file('a.png')))).toEqual(hash);
});

test('gives up hashing pixels when cancelled', async () => {
  start();
  const controller = new AbortController();
  const hashing = compute.pixelHash(input(file('never-answer-cancel.png')), controller.signal);
  controller.abort();
  await expect(hashing).rejects.toMatchObject({ name: 'AbortError' });
});

test('says of each damaged file what the decoder said of it, whatever is decoded beside it', async () => {
  const noise = {
    width: 300,
    height: 200,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  } as const;
  const cut = async (format: 'jpeg' | 'png' | 'webp' | 'tiff'): Promise<Buffer> => {
    const whole = await sharp({ create: noise }).toFormat(format).toBuffer();
    return whole.subarray(0, Math.floor(whole.length * 0.6));
  };
  const kinds = await Promise.all((['jpeg', 'png', 'webp', 'tiff'] as const).map(cut));
  const files = Array.from({ length: 24 }, (_, n) => file(`cut-${n}`, kinds[n % kinds.length]));
  start();
  const alone: (string | null)[] = [];
  for (const path of files.slice(0, kinds.length)) alone.push((await compute.decode(input(path))).reason);
  const together = await Promise.all(files.map((path) => compute.decode(input(path))));
  expect(together.map(({ reason }) => reason)).toEqual(files.map((_, n) => alone[n % kinds.length]));
  expect(new Set(alone).size).toBeGreaterThan(2);
});

test('spreads files over threads where there are many cores', async () => {
  start({ cores: 9 });
  const files = Array.from({ length: 40 }, (_, n) => file(`spread-${n}.png`));
  const outputs = await Promise.all(files.map((path) => compute.decode(input(path))));
  expect(outputs.map(({ status, width }) => [status, width])).toEqual(files.map(() => ['ok', 20]));
  await expect(compute.render({ ...input(file('words.png', Buffer.from('words'))), maxSide: 10 })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('starts ahead of the first call when warmed, once', async () => {
  const starts = countStarts();
  start();
  compute.warm();
  compute.warm();
  await expect.poll(() => starts().length).toBe(1);
  expect(await compute.decode(input(file('fine.png')))).toMatchObject({ status: 'ok' });
  expect(starts()).toHaveLength(1);
});

test("passes on the decoder's own refusal of a rendering", async () => {
  start();
  await expect(compute.render({ ...input(file('text.png', Buffer.from('words'))), maxSide: 10 })).rejects.toMatchObject({
    code: 'not_found',
    message: 'The picture cannot be shown: there is no decoder for text',
  });
});

describe('a file that kills the decoder', () => {
  test('costs itself only: those in flight beside it are decoded', async () => {
    start();
    const names = ['a', 'b', 'raise-segv', 'c', 'd', 'e', 'f', 'raise-segv-2', 'g', 'h'];
    const outputs = await Promise.all(names.map((name) => compute.decode(input(file(`${name}.png`)))));
    expect(outputs.map(({ status, reason }) => `${status} ${reason}`)).toEqual(
      names.map((name) => (name.startsWith('raise-segv') ? 'corrupt decoder crashed' : 'ok null')),
    );
    expect(log.some((line) => line.includes('SIGSEGV'))).toBe(true);
    expect(await compute.decode(input(file('after.png')))).toMatchObject({ status: 'ok' });
  });

  test('is refused as a rendering', async () => {
    start();
    await expect(compute.render({ ...input(file('raise-segv.png')), maxSide: 10 })).rejects.toMatchObject({
      code: 'compute_crashed',
    });
  });
});

test('a file that hangs is given up after its limit, those beside it are decoded', async () => {
  start();
  const started = performance.now();
  const [hung, ...others] = await Promise.all([
    compute.decode(input(file('never-answer.png'), 1)),
    ...['a', 'b'].map((name) => compute.decode(input(file(`${name}.png`), 10))),
  ]);
  expect(hung).toMatchObject({ status: 'unsupported', reason: 'decoding took longer than the limit of 1 s' });
  expect(others.map(({ status }) => status)).toEqual(['ok', 'ok']);
  expect(performance.now() - started).toBeLessThan(8000);
});

describe('cancel', () => {
  test('rejects at once, even where the process does not answer', async () => {
    start();
    await compute.decode(input(file('warm.png')));
    const controller = new AbortController();
    const hung = compute.decode(input(file('never-answer.png'), 1), controller.signal);
    setTimeout(() => controller.abort(), 50);
    const started = performance.now();
    await expect(hung).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - started).toBeLessThan(500);
    expect(await compute.decode(input(file('after.png')))).toMatchObject({ status: 'ok' });
  });

  test('before a file has its turn keeps it from being read', async () => {
    start();
    const aborted = AbortSignal.abort();
    await expect(compute.decode(input(file('raise-segv.png')), aborted)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await compute.decode(input(file('fine.png')))).toMatchObject({ status: 'ok' });
    expect(log).toEqual([]);
  });
});

test('a process that does not start is tried a few times, ever later, then reported with its last words', async () => {
  process.env.WINNOW_TEST_FAIL_START = '1';
  const starts = countStarts();
  start();
  const started = performance.now();
  await expect(compute.decode(input(file('fine.png')))).rejects.toMatchObject({
    code: 'compute_crashed',
    message: expect.stringMatching(/does not start: it ended with code 3; it said: a library is missing.*winnow doctor/),
  });
  expect(starts()).toHaveLength(5);
  expect(performance.now() - started).toBeGreaterThan(500);
  delete process.env.WINNOW_TEST_FAIL_START;
  expect(await compute.decode(input(file('fine.png')))).toMatchObject({ status: 'ok' });
});

describe('close', () => {
  test('ends the process and what it was doing', async () => {
    const starts = countStarts();
    start();
    await compute.decode(input(file('warm.png')));
    const running = compute.decode(input(file('bomb.png', pngBomb(16_000))));
    const rejected = expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await compute.close();
    await rejected;
    await expect(compute.decode(input(file('late.png')))).rejects.toMatchObject({ name: 'AbortError' });
    expect(starts().filter(isAlive)).toEqual([]);
  });
});
