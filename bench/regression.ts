/**
 * The regression behind label issues without predictions. Its kernel against ONNX Runtime's MatMul and plain loops; 10,000 ×
 * 512 × 100 classes in 5 folds; how many of 10% flipped labels of clothing-dataset-small it ranks among the first 15%, against
 * scikit-learn's defaults on the same features (test/golden/flipped-labels); and what a review finds in the order of expected
 * gain, of self-confidence, and by chance. Argument 1: `speed` or `found`, one half of it; `features FOLDER` writes the features
 * for the golden's script instead.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createGraph } from '../scripts/built-in-model/onnx-writer.ts';
import { startEmbedder } from '../src/main/embeddings/start-embedder.ts';
import type { ModelManifest } from '../src/shared/embedding.ts';
import { atOnce } from '../src/workers/duplicates/steps.ts';
import { seededRandom } from '../src/workers/map/random.ts';
import { crossProducts } from '../src/workers/neighbours/cross-products.ts';
import { seededSample } from '../src/workers/neighbours/seeded-sample.ts';
import type { RegressionCalls } from '../src/workers/regression/calls.ts';
import { expectedGain, reviewOrder } from '../src/workers/regression/expected-gain.ts';
import { influences } from '../src/workers/regression/influences.ts';
import { outOfFold } from '../src/workers/regression/out-of-fold.ts';
import { BLOCK_ROWS, createRegressionMemory, openThread, planMemory } from '../src/workers/regression/regression-memory.ts';
import { workerChannel } from '../src/workers/rpc/channel.ts';
import { connect } from '../src/workers/rpc/client.ts';
import { entryUrl } from '../src/workers/rpc/entry-url.ts';
import { photosOfClothes } from '../test/fixtures/labelled-photos.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';
import { foundShare } from '../test/workers/regression/found-share.ts';
import { flippedLabels } from '../test/workers/regression/made-clusters.ts';
import { embedPhotos } from './embed-photos.ts';

const ROWS = 10_000;
const DIMENSIONS = 512;
const CLASSES = 100;
const FOLDS = 5;
const GOAL_SECONDS = 15;
const SEEDS = 20;
const FLIPPED = 0.1;
const TOP = 0.15;
const RESULT = fileURLToPath(new URL('results/regression.json', import.meta.url));
const GOLDEN = new URL('../test/golden/flipped-labels/golden.json', import.meta.url);

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Classes of embeddings: directions of ever less variance, and a tenth of the labels wrong. */
function made(rows: number, dimensions: number, classes: number) {
  const random = seededRandom(1);
  const normal = (): number => (random() + random() + random() + random() - 2) * Math.sqrt(3);
  const scales = Float32Array.from({ length: dimensions }, (_, i) => (i + 1) ** -0.5);
  const centres = Float32Array.from({ length: classes * dimensions }, normal);
  const labels = Int32Array.from({ length: rows }, () => Math.floor(random() * classes));
  const features = new Float32Array(rows * dimensions);
  for (let at = 0; at < features.length; at++) {
    const column = at % dimensions;
    const centre = centres[(labels[Math.floor(at / dimensions)] as number) * dimensions + column] as number;
    features[at] = (0.6 * centre + normal()) * (scales[column] as number);
  }
  const flipped = flippedLabels(labels, classes, seededSample(rows, Math.round(rows * FLIPPED), 1), 1);
  return { features, dimensions, labels: flipped, classes };
}

/** Billions of multiplications a second, the median of some rounds. */
async function rate(products: number, work: () => unknown): Promise<number> {
  const seconds = [];
  for (let round = 0; round < 9; round++) {
    const started = performance.now();
    await work();
    seconds.push((performance.now() - started) / 1000);
  }
  return rounded(products / median(seconds.slice(2)) / 1e9);
}

async function kernelRates() {
  const { features } = made(2048, DIMENSIONS, CLASSES);
  const thread = openThread(createRegressionMemory(planMemory(2048, DIMENSIONS, CLASSES, 1)), 0);
  for (let row = 0; row < 2048; row++) {
    thread.features.set(features.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), row * thread.plan.stride);
  }
  thread.coefficients.fill(0.01);
  const blocks = (work: (from: number, upto: number) => void) => () => {
    for (let from = 0; from < 2048; from += BLOCK_ROWS) work(from, from + BLOCK_ROWS);
  };
  const products = 2048 * DIMENSIONS * CLASSES;
  const graph = createGraph(
    'product',
    [
      { name: 'a', type: 'float32', shape: [2048, DIMENSIONS] },
      { name: 'b', type: 'float32', shape: [DIMENSIONS, CLASSES] },
    ],
    [{ name: 'c', type: 'float32', shape: [2048, CLASSES] }],
  );
  graph.add('MatMul', ['a', 'b'], {}, 'c');
  const feeds = {
    a: new Tensor('float32', features, [2048, DIMENSIONS]),
    b: new Tensor('float32', new Float32Array(DIMENSIONS * CLASSES).fill(0.01), [DIMENSIONS, CLASSES]),
  };
  const session = await InferenceSession.create(graph.toBytes(), { intraOpNumThreads: 1 });
  const [plainA, plainB] = [Float64Array.from(features), new Float64Array(DIMENSIONS * CLASSES).fill(0.01)];
  return {
    unit: 'billions of multiplications a second, one thread',
    logits: await rate(products, blocks(thread.fillLogits)),
    gradient: await rate(products, blocks(thread.addToGradient)),
    onnxRuntimeMatMul: await rate(products, () => session.run(feeds)),
    plainLoops: await rate(products, () => atOnce(crossProducts(plainA, plainB, DIMENSIONS))),
  };
}

async function foldSeconds() {
  const input = { ...made(ROWS, DIMENSIONS, CLASSES), groups: null, folds: FOLDS, seed: 1 };
  const worker = new Worker(entryUrl('regression/regression.worker'));
  const client = connect<RegressionCalls>(workerChannel(worker));
  const timed = async (threads: number) => {
    const started = performance.now();
    const { accuracy, isConverged, iterations } = await client.call('outOfFold', { ...input, threads });
    const seconds = rounded((performance.now() - started) / 1000);
    return { threads, seconds, accuracy: rounded(accuracy), isConverged, iterationsByFold: iterations / FOLDS };
  };
  const runs = [await timed(1), await timed(2)];
  await worker.terminate();
  return runs;
}

const machine = () => ({
  at: new Date().toISOString(),
  machine: { cpu: cpus()[0]?.model, cores: availableParallelism(), node: process.version, load: loadavg().map(rounded) },
});

async function speed() {
  const kernel = await kernelRates();
  const folds = await foldSeconds();
  const goal = `${ROWS} × ${DIMENSIONS} × ${CLASSES} classes, ${FOLDS} folds in < ${GOAL_SECONDS} s`;
  const goals = { [goal]: (folds.at(-1)?.seconds ?? Number.POSITIVE_INFINITY) < GOAL_SECONDS };
  console.log(goals, kernel, folds);
  return { ...machine(), goals, kernel, folds };
}

async function labelsFound() {
  const sets = await photoFeatures();
  const golden: Golden = JSON.parse(readFileSync(GOLDEN, 'utf8'));
  const flipped = sets.map((set) => found(set, golden));
  const reviewed = sets.filter(({ name }) => name !== 'mobilenetv2-12-int8').map(reviews);
  const goals = {
    'finds at least as many flipped labels as the reference': flipped.every(({ found, reference = 1 }) => found >= reference),
  };
  console.log(goals);
  return { ...machine(), goals, flipped, reviewed };
}

interface Photos {
  readonly name: string;
  readonly features: Float32Array;
  readonly dimensions: number;
}

async function photoFeatures(): Promise<Photos[]> {
  const embedder = startEmbedder();
  const builtIn = fileURLToPath(new URL('../assets/models/gradient-histogram.onnx', import.meta.url));
  const builtInManifest: ModelManifest = JSON.parse(readFileSync(builtIn.replace(/onnx$/, 'json'), 'utf8'));
  const all: Photos[] = [];
  for (const name of ['mobilenetv2-12-dynamic-int8', 'mobilenetv2-12-int8', 'built-in']) {
    const file = name === 'built-in' ? builtIn : testData(`models/${name}.onnx`);
    const manifest = name === 'built-in' ? builtInManifest : (await embedder.inspect(file)).suggested;
    all.push({ name, ...(await embedPhotos(embedder, file, manifest, photosOfClothes())) });
  }
  await embedder.close();
  return all;
}

function truthOfPhotos(): { readonly truth: Int32Array; readonly classes: number } {
  const labels = photosOfClothes().map(({ label }) => label);
  const classes = [...new Set(labels)].sort();
  return { truth: Int32Array.from(labels, (label) => classes.indexOf(label)), classes: classes.length };
}

function flip(truth: Int32Array, classes: number, seed: number) {
  const flipped = seededSample(truth.length, Math.round(truth.length * FLIPPED), seed);
  return { labels: flippedLabels(truth, classes, flipped, seed), flipped };
}

interface Golden {
  readonly sets: Readonly<Record<string, { readonly default: readonly number[]; readonly standardized: readonly number[] }>>;
}

function found({ name, features, dimensions }: Photos, golden: Golden) {
  const { truth, classes } = truthOfPhotos();
  const ours = Array.from({ length: SEEDS }, (_, at) => {
    const { labels, flipped } = flip(truth, classes, at + 1);
    const input = { features, dimensions, labels, classes, groups: null, folds: FOLDS, seed: at + 1 };
    const { probabilities } = atOnce(outOfFold(input));
    return foundShare(probabilities.values, classes, labels, flipped, TOP);
  });
  const reference = golden.sets[name];
  const compared = {
    ...{ name, dimensions, found: rounded(mean(ours)) },
    reference: reference && rounded(mean(reference.default)),
    referenceStandardized: reference && rounded(mean(reference.standardized)),
    seedsAtLeastAsGood: reference?.default.filter((share, at) => (ours[at] as number) >= share - 1e-9).length,
    ofEachSeed: ours.map(rounded),
  };
  console.log(compared);
  return compared;
}

/** Reviews in batches of 30 with every label put right, and what is found so far after each. */
function reviews({ name, features, dimensions }: Photos) {
  const { truth, classes } = truthOfPhotos();
  const batches = 6;
  const orders = ['expected gain', 'self-confidence', 'chance'] as const;
  const curves = orders.map((order) => {
    const found = new Float64Array(batches + 1);
    const accuracy = new Float64Array(batches + 1);
    const seeds = 5;
    for (let seed = 1; seed <= seeds; seed++) {
      const { labels, flipped } = flip(truth, classes, seed);
      const isReviewed = new Uint8Array(truth.length);
      const random = seededRandom(seed);
      const influence = atOnce(influences({ features, dimensions, labels, classes }));
      for (let batch = 0; batch <= batches; batch++) {
        const { probabilities } = atOnce(outOfFold({ features, dimensions, labels, classes, groups: null, folds: FOLDS, seed }));
        const right = truth.filter((label, row) => {
          const own = probabilities.values.subarray(row * classes, (row + 1) * classes);
          return own.indexOf(Math.max(...own)) === label;
        }).length;
        accuracy[batch] = (accuracy[batch] as number) + right / truth.length / seeds;
        const mended = flipped.filter((row) => labels[row] === truth[row]).length;
        found[batch] = (found[batch] as number) + mended / flipped.length / seeds;
        const worth =
          order === 'expected gain'
            ? expectedGain(probabilities, labels, influence)
            : order === 'chance'
              ? Float32Array.from(truth, random)
              : Float32Array.from(labels, (label, row) => 1 - (probabilities.values[row * classes + label] as number));
        const next = reviewOrder(worth).filter((row) => isReviewed[row] === 0);
        for (const row of next.subarray(0, 30)) {
          isReviewed[row] = 1;
          labels[row] = truth[row] as number;
        }
      }
    }
    return { order, batch: 30, found: Array.from(found, rounded), accuracy: Array.from(accuracy, rounded) };
  });
  console.log(name, curves);
  return { name, curves };
}

if (process.argv[2] === 'features') {
  const folder = process.argv[3] ?? '.';
  mkdirSync(folder, { recursive: true });
  const { truth, classes } = truthOfPhotos();
  const sets = await photoFeatures();
  for (const { name, features } of sets) writeFileSync(join(folder, `${name}.f32`), features);
  const dimensions = Object.fromEntries(sets.map((set) => [set.name, set.dimensions]));
  writeFileSync(join(folder, 'features.json'), JSON.stringify({ classes, truth: [...truth], dimensions }));
} else {
  const part = process.argv[2];
  const known = existsSync(RESULT) ? JSON.parse(readFileSync(RESULT, 'utf8')) : {};
  const report = {
    ...known,
    ...(part === 'found' ? {} : { speed: await speed() }),
    ...(part === 'speed' || !hasTestData ? {} : { labels: await labelsFound() }),
  };
  writeFileSync(RESULT, `${JSON.stringify(report, null, 2)}\n`);
}
