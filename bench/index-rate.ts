/**
 * How much of bare sharp's decoding rate is left when a folder of photos is indexed: scan, hashes, dimensions, thumbnail,
 * colour, database; and what the checks of image issues add to that. Rounds are interleaved in one run (bare, decode through
 * the compute process, whole index job without the checks and with them), so that a busy machine slows all alike; each figure
 * is the median of the rounds' ratios. Argument 1: number of rounds.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataset } from '../src/main/dataset/open.ts';
import type { Compute } from '../src/main/jobs/compute.ts';
import { runIndexJob } from '../src/main/jobs/index-job.ts';
import { startCompute } from '../src/main/jobs/start-compute.ts';
import { DEFAULT_LIMITS } from '../src/workers/decode/calls.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';

const ROUNDS = Number(process.argv[2] ?? 15);
const GOAL = 0.75;
/** Of the time that an index without the checks takes. */
const CHECKS_GOAL = 0.25;
const RESULT = fileURLToPath(new URL('results/index-rate.json', import.meta.url));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Images per second of one round. */
type Round = () => Promise<number>;

function bareRound(child: ChildProcess, files: readonly string[], inFlight: number): Round {
  return async () => {
    child.send({ files, inFlight });
    const [seconds] = await once(child, 'message');
    return files.length / (seconds as number);
  };
}

function decodeRound(compute: Compute, files: readonly string[]): Round {
  return async () => {
    let next = 0;
    const started = performance.now();
    const decodeNext = async (): Promise<void> => {
      while (next < files.length) {
        const path = files[next++] as string;
        const input = { path: Buffer.from(path), limits: DEFAULT_LIMITS, checks: false };
        const { status, thumbnail } = await compute.decode(input);
        if (status !== 'ok' || thumbnail === null) throw new Error(`${path} is ${status}, expected ok with a thumbnail`);
      }
    };
    await Promise.all(Array.from({ length: compute.width }, decodeNext));
    return (files.length * 1000) / (performance.now() - started);
  };
}

/** The same without the checks: what of the index is not theirs. */
const plain = (compute: Compute): Compute => ({
  ...compute,
  decode: (input, signal) => compute.decode({ ...input, checks: false }, signal),
});

function indexRound(compute: Compute, folder: string, images: number): Round {
  return async () => {
    const home = mkdtempSync(join(tmpdir(), 'winnow-index-rate-'));
    const dataset = await openDataset({ home, request: { folder }, endpoint: null });
    try {
      const started = performance.now();
      const context = { signal: new AbortController().signal, report: () => undefined };
      const { ok } = await runIndexJob({ dataset, compute, version: 'bench' }, context);
      if (ok !== images) throw new Error(`${ok} images are ok, expected all ${images}`);
      return (images * 1000) / (performance.now() - started);
    } finally {
      await dataset.close();
      rmSync(home, { recursive: true, force: true });
    }
  };
}

function report(name: string, rates: readonly number[], bare: readonly number[]) {
  const ratios = rates.map((rate, round) => rate / (bare[round] as number));
  console.log(`${name}: ${median(rates).toFixed(0)} images/s, ${median(ratios).toFixed(3)} of bare sharp (goal ${GOAL})`);
  return { imagesPerSecond: rounded(median(rates)), ratio: rounded(median(ratios)), ratios: ratios.map(rounded) };
}

if (!hasTestData) {
  console.log('skipped: the real photos this measures are not here (see WINNOW_TEST_DATA)');
  process.exit(0);
}
const folder = testData('classify/imagenet-sample-images');
const files = readdirSync(folder)
  .filter((name) => /\.jpe?g$/i.test(name))
  .map((name) => join(folder, name));
const compute = startCompute();
const child = fork(fileURLToPath(new URL('bare-sharp.ts', import.meta.url)), {
  env: { ...process.env, UV_THREADPOOL_SIZE: String(compute.width) },
});
const sides = [
  bareRound(child, files, compute.width),
  decodeRound(compute, files),
  indexRound(plain(compute), folder, files.length),
  indexRound(compute, folder, files.length),
] as const;
// Starts the processes and warms the disk cache; does not count.
for (const round of sides) await round();
const rates: [number[], number[], number[], number[]] = [[], [], [], []];
for (let round = 0; round < ROUNDS; round++) for (const [side, run] of sides.entries()) rates[side]?.push(await run());
child.kill();
await compute.close();

const [bare, decode, index, checked] = rates;
const costs = checked.map((rate, round) => (index[round] as number) / rate - 1);
console.log(`bare sharp: ${median(bare).toFixed(0)} images/s, ${files.length} images, ${compute.width} in flight`);
const result = {
  date: new Date().toISOString(),
  machine: { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version, load: loadavg().map(rounded) },
  images: files.length,
  inFlight: compute.width,
  goal: GOAL,
  bareImagesPerSecond: rounded(median(bare)),
  decode: report('decode through the compute process', decode, bare),
  index: report('whole index job without checks', index, bare),
  indexWithChecks: report('whole index job with checks', checked, bare),
  checks: { goal: CHECKS_GOAL, cost: rounded(median(costs)), costs: costs.map(rounded) },
};
console.log(`checks: ${(median(costs) * 100).toFixed(1)}% over the index without them (goal ${CHECKS_GOAL * 100}%)`);
mkdirSync(new URL('results', import.meta.url), { recursive: true });
writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
