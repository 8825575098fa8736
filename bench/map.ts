/**
 * A map from vectors on disk: neighbours, start and layout by Winnow, against the layout alone by umap-js that is given the same
 * neighbours. Generated clusters of 10,000 and 50,000 × 512, and the pixels of real photos: seconds, memory beyond the vectors,
 * trustworthiness (k = 15, on 2,000 seeded points, median of five seeds). Each has a process of its own, one after the other.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { peakMemory } from '../src/main/log/peak-memory.ts';
import { withMapWorker } from '../src/main/map/with-map-worker.ts';
import { startSpaceThread } from '../src/main/neighbours/space-thread.ts';
import type { MapEngine } from '../src/shared/embedding.ts';
import { seededSample } from '../src/workers/neighbours/seeded-sample.ts';
import { hasTestData, testData } from '../test/fixtures/test-data.ts';
import { seededRandom } from './million-rows.ts';
import { rowsAt, trustworthiness } from './trustworthiness.ts';

const RESULT = fileURLToPath(new URL('results/map.json', import.meta.url));
const SEEDS = [1, 2, 3, 4, 5] as const;
const K = 15;
const JUDGED = 2000;
const CLUSTERS = 50;
/** Each cluster lies along so many directions of its own. */
const INNER = 12;
const PIXELS = 16;

interface Vectors {
  readonly directory: string;
  readonly count: number;
  readonly dimensions: number;
}

interface Case extends Vectors {
  readonly set: string;
  readonly engine: MapEngine;
}

interface Measured {
  /** Of the first seed; those of neighbours and start by Winnow only. */
  readonly seconds: { readonly neighbours: number; readonly start: number; readonly layout: number };
  readonly epochs: number;
  readonly recall: number;
  readonly trustworthiness: readonly number[];
  readonly megabytesBeyondVectors: number;
  /** Of the points of the first seed. */
  readonly sha256: string;
}

/** Rows of 16-bit floats, as an embed job leaves them. */
function writeVectors(directory: string, count: number, dimensions: number, row: (i: number) => Float32Array): Vectors {
  const file = openSync(join(directory, 'vectors.f16'), 'w');
  for (let i = 0; i < count; i++) writeSync(file, Float16Array.from(row(i)));
  return { directory, count, dimensions };
}

/** Vectors around centres, spread along some directions of each cluster and a little along all. */
function generated(directory: string, count: number): Vectors {
  const dimensions = 512;
  const random = seededRandom(7);
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const drawn = (length: number): Float32Array => Float32Array.from({ length }, normal);
  const centres = Array.from({ length: CLUSTERS }, () => drawn(dimensions));
  const directions = Array.from({ length: CLUSTERS }, () => Array.from({ length: INNER }, () => drawn(dimensions)));
  return writeVectors(directory, count, dimensions, (i) => {
    const cluster = i % CLUSTERS;
    const vector = (centres[cluster] ?? new Float32Array(dimensions)).map((value) => value + 0.4 * normal());
    for (const direction of directions[cluster] ?? []) {
      const along = 0.3 * normal();
      for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + along * (direction[d] ?? 0);
    }
    return vector;
  });
}

async function photoPixels(directory: string): Promise<Vectors> {
  const folder = testData('classify/tiny-imagenet');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.jpe?g$/i.test(name));
  const rows: Float32Array[] = [];
  for (const name of files.sort()) {
    const shrunk = sharp(join(folder, name)).resize(PIXELS, PIXELS, { fit: 'fill' }).toColourspace('srgb').removeAlpha();
    rows.push(Float32Array.from(await shrunk.raw().toBuffer(), (value) => value / 255));
  }
  return writeVectors(directory, rows.length, 3 * PIXELS * PIXELS, (i) => rows[i] ?? new Float32Array(0));
}

async function measure({ engine, directory, count, dimensions }: Case): Promise<Measured> {
  const before = process.memoryUsage().rss;
  const ids = Uint32Array.from({ length: count }, (_, i) => i + 1);
  const space = startSpaceThread(60_000, () => {});
  const places = ids.map((id) => id - 1);
  await space.open({ directory, dimensions, projection: 'centred', ids, places, mayWrite: true }, {});
  const neighbours = await timed(() => space.client.call('neighbours', { standsFor: ids, k: K }));
  const start = await timed(() => space.client.call('vectors', { ids, components: 2 }));
  const lay = (seed: number) => {
    const settings = { engine, seed, minDistance: 0.1, epochs: null, negativeRate: 5 };
    return withMapWorker((client) => client.call('layout', { graph: neighbours.result, start: start.result, ...settings }));
  };
  const layouts = [await timed(() => lay(SEEDS[0]))];
  const peak = peakMemory();
  for (const seed of SEEDS.slice(1)) layouts.push(await timed(() => lay(seed)));
  const judged = Uint32Array.from(seededSample(count, JUDGED, 1));
  const truth = await space.client.call('vectors', { ids: judged.map((row) => row + 1), components: null });
  await space.end();
  const [first] = layouts;
  return {
    seconds: { neighbours: neighbours.seconds, start: start.seconds, layout: first?.seconds ?? 0 },
    epochs: first?.result.epochs ?? 0,
    recall: neighbours.result.recall,
    trustworthiness: layouts.map(({ result: { points } }) =>
      rounded(trustworthiness(truth, rowsAt({ dimensions: 2, vectors: points }, judged), K), 4),
    ),
    megabytesBeyondVectors: Math.round((peak - before - 4 * count * dimensions) / 1e6),
    sha256: createHash('sha256')
      .update(first?.result.points ?? '')
      .digest('hex'),
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: rounded((performance.now() - start) / 1000, 2), result };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function inOwnProcess(what: Case): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, WINNOW_BENCH_CASE: JSON.stringify(what) } });
    child.once('message', (result) => resolve(result as Measured));
    child.once('exit', (code) => reject(new Error(`The process of ${what.set} by ${what.engine} ended with ${code}.`)));
  });
}

async function compare(set: string, vectors: Vectors) {
  const winnow = await inOwnProcess({ set, engine: 'winnow', ...vectors });
  const again = await inOwnProcess({ set, engine: 'winnow', ...vectors });
  // Finds the neighbours that Winnow found in the directory.
  const umapJs = await inOwnProcess({ set, engine: 'umap-js', ...vectors });
  const { neighbours, start, layout } = winnow.seconds;
  const winnowSeconds = rounded(neighbours + start + layout, 2);
  const umapJsSeconds = umapJs.seconds.layout;
  const compared = {
    ...{ set, count: vectors.count, dimensions: vectors.dimensions, epochs: winnow.epochs, recall: winnow.recall },
    ...{ winnowSeconds, ofThese: winnow.seconds, umapJsSeconds, timesAsFast: rounded(umapJsSeconds / winnowSeconds, 2) },
    layoutTimesAsFast: rounded(umapJsSeconds / layout, 1),
    trustworthiness: { winnow: median(winnow.trustworthiness), umapJs: median(umapJs.trustworthiness) },
    ofEachSeed: { winnow: winnow.trustworthiness, umapJs: umapJs.trustworthiness },
    megabytesBeyondVectors: { winnow: winnow.megabytesBeyondVectors, umapJs: umapJs.megabytesBeyondVectors },
    areSameBytes: winnow.sha256 === again.sha256,
  };
  console.log(JSON.stringify(compared));
  return compared;
}

const asked = process.env.WINNOW_BENCH_CASE;
if (asked !== undefined) {
  process.send?.(await measure(JSON.parse(asked) as Case));
  process.disconnect();
} else {
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, loadBefore: loadavg()[0] };
  const root = mkdtempSync(join(tmpdir(), 'winnow-bench-map-'));
  const makers: Readonly<Record<string, (directory: string) => Vectors | Promise<Vectors>>> = {
    'generated 10,000': (directory) => generated(directory, 10_000),
    ...(hasTestData ? { 'pixels of tiny-imagenet': photoPixels } : {}),
    'generated 50,000': (directory) => generated(directory, 50_000),
  };
  const runs = [];
  try {
    for (const [set, make] of Object.entries(makers)) {
      runs.push(await compare(set, await make(mkdtempSync(join(root, 'set-')))));
    }
  } finally {
    rmSync(root, { recursive: true });
  }
  const goals = {
    'neighbours included, 4 times as fast as umap-js': runs.every(({ timesAsFast }) => timesAsFast >= 4),
    'trustworthiness within .01 of umap-js': runs.every(({ trustworthiness: { winnow, umapJs } }) => winnow >= umapJs - 0.01),
    'memory < 300 MB beyond the vectors': runs.every(({ megabytesBeyondVectors: { winnow } }) => winnow < 300),
    'same bytes twice': runs.every(({ areSameBytes }) => areSameBytes),
  };
  const report = {
    at: new Date().toISOString(),
    node: process.version,
    k: K,
    judged: JUDGED,
    seeds: SEEDS,
    machine,
    goals,
    runs,
  };
  writeFileSync(RESULT, `${JSON.stringify(report, null, 2)}\n`);
  console.log(goals);
}
