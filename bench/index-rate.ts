/**
 * How much of bare sharp's decoding rate is left when a file yields everything the index keeps of it: hashes, dimensions,
 * thumbnail, colour, through the compute process. Rounds of both are interleaved in one run, so that a busy machine slows
 * them alike; the figure is the median of the rounds' ratios.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCompute } from '../src/main/jobs/start-compute.ts';
import { DEFAULT_LIMITS } from '../src/workers/decode/calls.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';

const ROUNDS = 9;
const GOAL = 0.75;
const RESULT = fileURLToPath(new URL('results/index-rate.json', import.meta.url));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function bareRound(child: ChildProcess, files: readonly string[], inFlight: number): Promise<number> {
  child.send({ files, inFlight });
  const [seconds] = await once(child, 'message');
  return files.length / (seconds as number);
}

async function fullRound(compute: ReturnType<typeof startCompute>, files: readonly string[]): Promise<number> {
  let next = 0;
  const started = performance.now();
  const decodeNext = async (): Promise<void> => {
    while (next < files.length) {
      const path = files[next++] as string;
      const { status, thumbnail } = await compute.decode({ path: Buffer.from(path), limits: DEFAULT_LIMITS });
      if (status !== 'ok' || thumbnail === null) throw new Error(`${path} is ${status}, expected ok with a thumbnail`);
    }
  };
  await Promise.all(Array.from({ length: compute.width }, decodeNext));
  return (files.length * 1000) / (performance.now() - started);
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
const bare = fork(fileURLToPath(new URL('bare-sharp.ts', import.meta.url)), {
  env: { ...process.env, UV_THREADPOOL_SIZE: String(compute.width + 2) },
});
// One round of each that does not count: starts the processes and warms the disk cache.
await bareRound(bare, files, compute.width);
await fullRound(compute, files);
const rounds: { bare: number; full: number }[] = [];
for (let round = 0; round < ROUNDS; round++) {
  rounds.push({ bare: await bareRound(bare, files, compute.width), full: await fullRound(compute, files) });
}
bare.kill();
await compute.close();

const result = {
  date: new Date().toISOString(),
  machine: { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version },
  files: files.length,
  inFlight: compute.width,
  bareImagesPerSecond: median(rounds.map(({ bare }) => bare)),
  fullImagesPerSecond: median(rounds.map(({ full }) => full)),
  ratio: median(rounds.map(({ bare, full }) => full / bare)),
  goal: GOAL,
  ratios: rounds.map(({ bare, full }) => Number((full / bare).toFixed(3))),
};
mkdirSync(new URL('results', import.meta.url), { recursive: true });
writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
console.log(
  `bare sharp ${result.bareImagesPerSecond.toFixed(0)} images/s, everything ${result.fullImagesPerSecond.toFixed(0)} images/s, ` +
    `ratio ${result.ratio.toFixed(3)} (goal ${GOAL}, ${ROUNDS} rounds: ${result.ratios.join(' ')})`,
);
