/**
 * How fast pictures become vectors, and how good these are. Of each model, interleaved in one run: bare ONNX Runtime on tensors
 * that are there already, the same through Winnow's thread that runs models, decoding alone, and the whole pipeline; each figure
 * is the median of the rounds' ratios. Then leave-one-out accuracy of ten neighbours, through all of Winnow's preprocessing.
 * Argument 1: number of rounds.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Embedder } from '../src/main/embeddings/embedder.ts';
import { startEmbedder } from '../src/main/embeddings/start-embedder.ts';
import type { ModelManifest } from '../src/shared/embedding.ts';
import { DEFAULT_LIMITS } from '../src/workers/decode/calls.ts';
import { readPicture } from '../src/workers/decode/read-picture.ts';
import type { PictureSource } from '../src/workers/embed/calls.ts';
import { knnAccuracy, lessMean } from '../test/fixtures/knn-accuracy.ts';
import {
  halfWhitened,
  type LabelledPhoto,
  photosOfClothes,
  smallPictureClasses,
  smallPictures,
} from '../test/fixtures/labelled-photos.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';
import type { HalfWork } from './embedding-half.ts';

const ROUNDS = Number(process.argv[2] ?? 9);
const SESSION_GOAL = 0.9;
const PIPELINE_GOAL = 0.85;
const RESULT = fileURLToPath(new URL('results/embedding.json', import.meta.url));
const never = new AbortController().signal;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

interface Measured {
  readonly file: string;
  readonly manifest: ModelManifest;
  /** Photos of the round; a slow model gets fewer. */
  readonly photos: number;
  readonly rounds: number;
  /** It is given thumbnails, as the index has them. */
  readonly usesThumbs: boolean;
}

/** Images per second of one round. */
type Round = () => Promise<number>;

async function startHalf(
  mode: string,
  workFile: string,
  images: number,
): Promise<{ readonly child: ChildProcess; readonly round: Round }> {
  const child = fork(fileURLToPath(new URL('embedding-half.ts', import.meta.url)), [mode, workFile], {
    env: { ...process.env, UV_THREADPOOL_SIZE: String(availableParallelism() + 1) },
  });
  const death = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the process of "${mode}" ended: ${signal ?? code}`);
  });
  // Ended on purpose when all is measured.
  death.catch(() => undefined);
  const answer = async (): Promise<unknown> => (await Promise.race([once(child, 'message'), death]))[0];
  await answer();
  const round = async (): Promise<number> => {
    child.send('go');
    return images / ((await answer()) as number);
  };
  return { child, round };
}

/** Embeds as the engine's job does: `session.width` batches at a time. @returns n × dimensions */
async function embedAll(
  session: Awaited<ReturnType<Embedder['open']>>,
  sources: readonly PictureSource[],
): Promise<Float32Array> {
  const { batch, dimensions, width, embed } = session;
  const vectors = new Float32Array(sources.length * dimensions);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < sources.length) {
      const first = next;
      next += batch;
      const { vectors: some, failures } = await embed(sources.slice(first, first + batch), never);
      if (failures.length > 0) throw new Error(`a picture failed: ${failures[0]?.reason}`);
      vectors.set(some, first * dimensions);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return vectors;
}

async function thumbsOf(files: readonly string[], folder: string): Promise<string[]> {
  return Promise.all(
    files.map(async (file, n) => {
      const { thumbnail } = await readPicture(readFileSync(file), 'jpeg', DEFAULT_LIMITS);
      if (thumbnail === null) throw new Error(`${file} has no thumbnail`);
      const path = join(folder, `${n}.jpg`);
      writeFileSync(path, thumbnail);
      return path;
    }),
  );
}

async function measure(embedder: Embedder, folder: string, measured: Measured) {
  const { file, manifest, photos, rounds, usesThumbs } = measured;
  const photosFolder = testData('classify/imagenet-sample-images');
  const files = readdirSync(photosFolder)
    .filter((name) => /\.jpe?g$/i.test(name))
    .map((name) => join(photosFolder, name))
    .slice(0, photos);
  const paths = usesThumbs ? await thumbsOf(files, folder) : files;
  const model = { file, manifest, threads: availableParallelism() };
  const session = await embedder.open(model);
  const { batch, width } = session;
  const work: HalfWork = { model, batch, width, pictures: paths.map((path) => ({ path, isThumb: usesThumbs })) };
  const sources = paths.map((path): PictureSource => (usesThumbs ? { jpeg: readFileSync(path) } : { path: Buffer.from(path) }));
  const workFile = join(folder, 'work.json');
  writeFileSync(workFile, JSON.stringify(work));
  const halves = await Promise.all(['bare', 'session', 'decode'].map((mode) => startHalf(mode, workFile, paths.length)));
  const pipeline: Round = async () => {
    const started = performance.now();
    await embedAll(session, sources);
    return (sources.length * 1000) / (performance.now() - started);
  };
  const sides = [...halves.map(({ round }) => round), pipeline];
  // The first round does not count.
  for (const side of sides) await side();
  const rates: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < rounds; round++) for (const [at, side] of sides.entries()) rates[at]?.push(await side());
  for (const { child } of halves) child.kill();
  session.release();

  const [bare, alone, decode, whole] = rates;
  const at = (values: readonly number[], round: number): number => values[round] as number;
  const ofBare = alone.map((rate, round) => rate / at(bare, round));
  const ofSlower = whole.map((rate, round) => rate / Math.min(at(alone, round), at(decode, round)));
  // Both halves alone use all cores; together they share them.
  const ofBound = whole.map((rate, round) => rate * (1 / at(alone, round) + 1 / at(decode, round)));
  console.log(
    `${manifest.name}, batches of ${batch}: bare ${median(bare).toFixed(1)}/s, model thread ${median(ofBare).toFixed(3)} of it ` +
      `(goal ${SESSION_GOAL}); decode ${median(decode).toFixed(1)}/s; pipeline ${median(whole).toFixed(1)}/s, ` +
      `${median(ofSlower).toFixed(3)} of the slower half (goal ${PIPELINE_GOAL}), ${median(ofBound).toFixed(3)} of what cores allow`,
  );
  return {
    model: manifest.name,
    images: sources.length,
    from: usesThumbs ? 'thumbnails' : 'files',
    batch,
    imagesPerSecond: {
      bare: rounded(median(bare)),
      modelThread: rounded(median(alone)),
      decode: rounded(median(decode)),
      pipeline: rounded(median(whole)),
    },
    modelThreadOfBare: rounded(median(ofBare)),
    pipelineOfSlowerHalf: rounded(median(ofSlower)),
    pipelineOfWhatCoresAllow: rounded(median(ofBound)),
    rounds: { ofBare: ofBare.map(rounded), ofSlower: ofSlower.map(rounded), ofBound: ofBound.map(rounded) },
  };
}

/** Share of photos that ten neighbours are right about, in the space of the model's projection. */
async function accuracy(embedder: Embedder, file: string, manifest: ModelManifest, photos: readonly LabelledPhoto[]) {
  const session = await embedder.open({ file, manifest, threads: availableParallelism() });
  const vectors = await embedAll(
    session,
    photos.map(({ path }) => ({ path: Buffer.from(path) })),
  );
  session.release();
  const { dimensions } = session;
  const space =
    manifest.projection === 'half-whitened'
      ? halfWhitened(vectors, dimensions)
      : { points: lessMean(vectors, dimensions), dimensions };
  return rounded(
    knnAccuracy(
      space.points,
      space.dimensions,
      photos.map(({ label }) => label),
    ),
  );
}

function report(what: string, value: number, goal: number | null) {
  console.log(`10 neighbours right, ${what}: ${value}${goal === null ? '' : ` (goal ${goal})`}`);
  return { what, value, goal };
}

if (!hasTestData) {
  console.log('skipped: the real photos and models this measures are not here (see WINNOW_TEST_DATA)');
  process.exit(0);
}
const embedder = startEmbedder();
const folder = mkdtempSync(join(tmpdir(), 'winnow-embedding-'));
const official = testData('models/mobilenetv2-12-int8.onnx');
const dynamic = testData('models/mobilenetv2-12-dynamic-int8.onnx');
const builtIn = fileURLToPath(new URL('../assets/models/gradient-histogram.onnx', import.meta.url));
const manifestOf = async (file: string): Promise<ModelManifest> => (await embedder.inspect(file)).suggested;
const builtInManifest: ModelManifest = JSON.parse(readFileSync(builtIn.replace(/onnx$/, 'json'), 'utf8'));

try {
  const throughput = [
    { file: dynamic, manifest: await manifestOf(dynamic), photos: 24, rounds: Math.ceil(ROUNDS / 2), usesThumbs: false },
    { file: official, manifest: await manifestOf(official), photos: 300, rounds: ROUNDS, usesThumbs: false },
    { file: builtIn, manifest: builtInManifest, photos: 300, rounds: ROUNDS, usesThumbs: true },
  ];
  const speeds = [];
  for (const measured of throughput) speeds.push(await measure(embedder, folder, measured));

  const clothes = photosOfClothes();
  const listed = smallPictureClasses();
  const sorted = listed.toSorted();
  const choices = {
    'the first twenty as listed': listed.slice(0, 20),
    'twenty from the middle of the list': listed.slice(100, 120),
    'every tenth by name': sorted.filter((_, n) => n % 10 === 0),
    'the first twenty by name (animals all)': sorted.slice(0, 20),
  };
  const accuracies = [
    report('clothes, dynamic MobileNetV2', await accuracy(embedder, dynamic, await manifestOf(dynamic), clothes), 0.76),
    report('clothes, official MobileNetV2', await accuracy(embedder, official, await manifestOf(official), clothes), null),
    report('clothes, built-in', await accuracy(embedder, builtIn, builtInManifest, clothes), 0.72),
  ];
  for (const [name, classes] of Object.entries(choices)) {
    const goal = classes === choices['the first twenty as listed'] ? 0.29 : null;
    accuracies.push(
      report(
        `tiny-imagenet, ${name}, built-in`,
        await accuracy(embedder, builtIn, builtInManifest, smallPictures(classes)),
        goal,
      ),
    );
  }
  const result = {
    date: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version, load: loadavg().map(rounded) },
    goals: { modelThreadOfBare: SESSION_GOAL, pipelineOfSlowerHalf: PIPELINE_GOAL },
    speeds,
    accuracies,
  };
  mkdirSync(new URL('results', import.meta.url), { recursive: true });
  writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await embedder.close();
  rmSync(folder, { recursive: true, force: true });
}
