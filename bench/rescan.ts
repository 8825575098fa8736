/**
 * How fast a folder of 100,000 unchanged files is indexed again, next to what `lstat` alone does on the same files in the
 * same run; how soon the first thumbnails of 10,000 photos are there; and how long the engine's event loop is blocked
 * while they are indexed, next to an idle thread's at the same time (what the machine costs, not Winnow).
 */
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Dataset } from '../src/main/dataset/dataset.ts';
import { openDataset } from '../src/main/dataset/open.ts';
import type { Compute } from '../src/main/jobs/compute.ts';
import { runIndexJob } from '../src/main/jobs/index-job.ts';
import { startCompute } from '../src/main/jobs/start-compute.ts';
import type { IndexSummary } from '../src/shared/dataset.ts';
import { EMPTY_OUTPUT } from '../src/workers/decode/empty-output.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';

const FOLDERS = 100;
const FILES_PER_FOLDER = 1000;
const ROUNDS = 5;
const FIRST_SCREEN = 40;
const RESOLUTION_MS = 5;
const RESULT = fileURLToPath(new URL('results/rescan.json', import.meta.url));

/** Answers at once: the rows of the first index are made by it, since only the second one is measured. */
const noDecoder: Compute = {
  width: 16,
  warm: () => {},
  decode: async () => ({ ...EMPTY_OUTPUT, status: 'ok' }),
  pixelHash: async () => null,
  align: async () => ({ distances: new Float32Array() }),
  miniatures: async () => null,
  change: () => Promise.reject(new Error('not asked for')),
  render: async () => ({ bytes: new Uint8Array(), mimeType: 'image/jpeg' }),
  crop: () => Promise.reject(new Error('not asked for')),
  histogram: () => Promise.reject(new Error('not asked for')),
  unpack: () => Promise.reject(new Error('not asked for')),
  tile: () => Promise.reject(new Error('not asked for')),
  close: async () => {},
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rounded = (value: number): number => Math.round(value * 100) / 100;
const index = (dataset: Dataset, compute: Compute): Promise<IndexSummary> =>
  runIndexJob({ dataset, compute, version: 'bench' }, { signal: new AbortController().signal, report: () => {} });

function makeFiles(folder: string): void {
  for (let f = 0; f < FOLDERS; f++) {
    mkdirSync(join(folder, `class-${f}`), { recursive: true });
    for (let n = 0; n < FILES_PER_FOLDER; n++) writeFileSync(join(folder, `class-${f}`, `image-${n}.jpg`), 'x');
  }
}

function lstatRate(folder: string): number {
  const started = performance.now();
  let files = 0;
  for (const name of readdirSync(folder)) {
    for (const file of readdirSync(`${folder}/${name}`)) {
      lstatSync(`${folder}/${name}/${file}`);
      files++;
    }
  }
  return (files * 1000) / (performance.now() - started);
}

/** Rates in files a second, of the whole job and of its scan's system calls alone. */
async function measureRescan(work: string) {
  const folder = join(work, 'unchanged');
  makeFiles(folder);
  const dataset = await openDataset({ home: join(work, 'home'), request: { folder }, endpoint: null });
  const files = FOLDERS * FILES_PER_FOLDER;
  const first = await index(dataset, noDecoder);
  const rounds: { rescan: number; lstat: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const lstat = lstatRate(folder);
    const { seconds, unchanged } = await index(dataset, noDecoder);
    if (unchanged !== files) throw new Error(`${unchanged} of ${files} files were found unchanged`);
    rounds.push({ rescan: files / seconds, lstat });
  }
  await dataset.close();
  return {
    files,
    firstSeconds: rounded(first.seconds),
    filesPerSecond: Math.round(median(rounds.map(({ rescan }) => rescan))),
    lstatPerSecond: Math.round(median(rounds.map(({ lstat }) => lstat))),
    ratio: rounded(median(rounds.map(({ rescan, lstat }) => rescan / lstat))),
  };
}

function thumbsIn(dataset: Dataset): number {
  return Number(dataset.thumbs.prepare('SELECT count(*) FROM (SELECT 1 FROM thumb LIMIT ?)').pluck().get(FIRST_SCREEN));
}

/** Seconds from opening until a screen of thumbnails can be had: without an index, then with one. */
async function measurePhotos(work: string) {
  const home = join(work, 'photos-home');
  const folder = testData('classify/tiny-imagenet');
  const compute = startCompute();
  const idle = new Worker(new URL('lag-probe.ts', import.meta.url));
  const probe = (): Promise<{ maxMs: number; p99Ms: number }> =>
    new Promise((resolve) => {
      idle.once('message', resolve);
      idle.postMessage(null);
    });

  const coldStart = performance.now();
  const dataset = await openDataset({ home, request: { folder }, endpoint: null });
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  await probe();
  delays.enable();
  const job = index(dataset, compute);
  while (thumbsIn(dataset) < FIRST_SCREEN) await sleep(5);
  const coldSeconds = (performance.now() - coldStart) / 1000;
  const { samples, imagesPerSecond } = await job;
  delays.disable();
  const idleLag = await probe();
  await dataset.close();

  const warmStart = performance.now();
  const again = await openDataset({ home, request: { folder }, endpoint: null });
  if (thumbsIn(again) < FIRST_SCREEN) throw new Error('The thumbnails are not there.');
  const warmSeconds = (performance.now() - warmStart) / 1000;
  await again.close();
  await compute.close();
  await idle.terminate();
  return {
    samples,
    imagesPerSecond: Math.round(imagesPerSecond),
    firstThumbnailsSeconds: { cold: rounded(coldSeconds), warm: rounded(warmSeconds) },
    eventLoopLagMs: {
      max: rounded(delays.max / 1e6 - RESOLUTION_MS),
      p99: rounded(delays.percentile(99) / 1e6 - RESOLUTION_MS),
      idleThread: { max: rounded(idleLag.maxMs), p99: rounded(idleLag.p99Ms) },
    },
  };
}

const work = realpathSync(mkdtempSync(join(tmpdir(), 'winnow-bench-')));
try {
  const rescan = await measureRescan(work);
  const photos = hasTestData ? await measurePhotos(work) : null;
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, load: loadavg().map(rounded) };
  const result = { at: new Date().toISOString(), node: process.version, machine, rescan, photos };
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
} finally {
  rmSync(work, { recursive: true, force: true });
}
