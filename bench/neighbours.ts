/**
 * Neighbours of generated vectors in clusters: an index against comparing all with all, at 10,000 and 50,000 × 512: seconds,
 * memory, recall at 15; how numbers of fewer bits do; and what 1% more samples cost. Each case has a process of its own.
 * And the built-in model's space on real photos: share of them whose 10 nearest others name their class, by components kept.
 */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Index, MetricKind, ScalarKind } from 'usearch';
import { peakMemory } from '../src/main/log/peak-memory.ts';
import { atOnce } from '../src/workers/duplicates/steps.ts';
import { gatherRows, lowWords, searchExactly } from '../src/workers/neighbours/exact-search.ts';
import { extendGraph } from '../src/workers/neighbours/extend-graph.ts';
import { normalizeRows } from '../src/workers/neighbours/half-rows.ts';
import { buildGraph, type Nodes } from '../src/workers/neighbours/nearest-graph.ts';
import { emptyLists, putNeighbour } from '../src/workers/neighbours/nearest-lists.ts';
import { seededSample } from '../src/workers/neighbours/seeded-sample.ts';
import { componentAccuracies } from './component-accuracies.ts';
import { seededRandom } from './million-rows.ts';

const RESULT = fileURLToPath(new URL('results/neighbours.json', import.meta.url));
const SEED = 1;
const DIMENSIONS = 512;
const CLUSTERS = 200;
const K = 15;
/** Queries that the time of comparing all with all is reckoned from. */
const TIMED_QUERIES = 1000;

interface Case {
  readonly what: 'index' | 'precision';
  readonly count: number;
}

/** Points around 200 centres, of length 1. */
function madePoints(count: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(SEED);
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const centres = Float32Array.from({ length: CLUSTERS * DIMENSIONS }, normal);
  const rows = new Float32Array(count * DIMENSIONS);
  for (let row = 0; row < count; row++) {
    const centre = Math.floor(random() * CLUSTERS) * DIMENSIONS;
    for (let i = 0; i < DIMENSIONS; i++) rows[row * DIMENSIONS + i] = (centres[centre + i] as number) + 0.9 * normal();
  }
  normalizeRows(rows, DIMENSIONS);
  return rows;
}

function nodesOf(count: number): Nodes {
  const places = Uint32Array.from({ length: count }, (_, i) => i);
  return { places, owners: places.map((place) => place + 1), alive: new Uint8Array(count).fill(1) };
}

function timed<T>(work: () => T): { readonly seconds: number; readonly result: T } {
  const start = performance.now();
  const result = work();
  return { seconds: rounded((performance.now() - start) / 1000), result };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function exactSeconds(rows: Float32Array, count: number): number {
  const queries = seededSample(count, TIMED_QUERIES, SEED);
  const candidates = nodesOf(count).places;
  const lists = emptyLists(queries.length, K + 1);
  const { seconds } = timed(() =>
    atOnce(
      searchExactly({ rows, dimensions: DIMENSIONS, queries, candidates, k: K + 1 }, (query, candidate, distance) => {
        putNeighbour(lists, query, candidate, distance);
      }),
    ),
  );
  return rounded((seconds * count) / queries.length);
}

function measureIndex(count: number): object {
  const rows = madePoints(count);
  const points = { rows, dimensions: DIMENSIONS };
  const before = peakMemory();
  const whole = timed(() => atOnce(buildGraph(points, nodesOf(count), K)));
  const megabytes = Math.round((peakMemory() - before) / 2 ** 20);
  const old = atOnce(buildGraph(points, nodesOf(Math.round(count * 0.99)), K));
  const { index } = old;
  if (index === null) throw new Error(`Expected an index of ${count} points.`);
  const more = timed(() => atOnce(extendGraph(points, old.graph, nodesOf(count), index)));
  return {
    exactSeconds: exactSeconds(rows, count),
    indexSeconds: whole.seconds,
    recall: whole.result.graph.recall,
    expansion: whole.result.graph.expansion,
    megabytesBeyondInput: megabytes,
    onePercentMoreSeconds: more.seconds,
    onePercentMoreRecall: more.result.recall,
  };
}

/** What the index alone finds, without comparing in full what it found. */
function measurePrecision(count: number): object {
  const rows = madePoints(count);
  const asked = seededSample(count, 500, SEED);
  const truth = emptyLists(asked.length, K);
  const all = { rows, dimensions: DIMENSIONS, queries: asked, candidates: nodesOf(count).places, k: K + 1 };
  atOnce(
    searchExactly(all, (query, candidate, distance) => {
      if (asked[query] !== candidate) putNeighbour(truth, query, candidate, distance);
    }),
  );
  return Object.fromEntries(
    [ScalarKind.F32, ScalarKind.F16, ScalarKind.BF16, ScalarKind.I8].map((quantization) => {
      const index = new Index({
        dimensions: DIMENSIONS,
        metric: MetricKind.IP,
        quantization,
        connectivity: 16,
        expansion_add: 64,
        expansion_search: 64,
        multi: false,
      });
      const { seconds } = timed(() => index.add(BigUint64Array.from(all.candidates, BigInt), rows, 1));
      const search = timed(() => index.search(gatherRows(rows, DIMENSIONS, asked), K + 1, 1));
      const found = lowWords(search.result.keys);
      let hits = 0;
      for (let query = 0; query < asked.length; query++) {
        const nearest = new Set(truth.nodes.subarray(query * K, (query + 1) * K));
        for (let i = 0; i <= K; i++) if (nearest.has(found[2 * (query * (K + 1) + i)] as number)) hits++;
      }
      const searchSeconds = rounded((search.seconds * count) / asked.length);
      return [quantization, { addSeconds: seconds, searchSeconds, recall: rounded(hits / (asked.length * K)) }];
    }),
  );
}

const measure = ({ what, count }: Case): object => (what === 'index' ? measureIndex(count) : measurePrecision(count));

function inOwnProcess(what: Case): Promise<object> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, WINNOW_BENCH_CASE: JSON.stringify(what) } });
    child.once('message', (result) => resolve(result as object));
    child.once('exit', (code) => reject(new Error(`The process of ${JSON.stringify(what)} ended with ${code}.`)));
  });
}

const asked = process.env.WINNOW_BENCH_CASE;
if (asked !== undefined) {
  process.send?.(measure(JSON.parse(asked) as Case));
} else {
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, loadBefore: loadavg()[0] };
  const cases: readonly Case[] = [
    { what: 'index', count: 10_000 },
    { what: 'index', count: 50_000 },
    { what: 'precision', count: 10_000 },
  ];
  const runs = [];
  for (const one of cases) {
    const run = { ...one, ...(await inOwnProcess(one)) };
    console.log(JSON.stringify(run));
    runs.push(run);
  }
  const components = await componentAccuracies();
  console.log(JSON.stringify(components));
  const report = {
    at: new Date().toISOString(),
    node: process.version,
    seed: SEED,
    dimensions: DIMENSIONS,
    machine,
    runs,
    components,
  };
  writeFileSync(RESULT, `${JSON.stringify(report, null, 2)}\n`);
}
