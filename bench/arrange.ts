/**
 * The grid arranged by similarity. 32 × 32 random colours: Distance Preservation Quality (p = 16) and milliseconds, several
 * seeds; generated clusters of 10,000 and 100,000 samples: seconds, and how alike neighbours are against a random order and
 * against the plainest one there is, rows sorted by the two first principal components.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { arrange } from '../src/workers/arrange/arrange.ts';
import { HOLE } from '../src/workers/arrange/calls.ts';
import { distancePreservation } from '../src/workers/arrange/distance-preservation.ts';
import { gridShape } from '../src/workers/arrange/grid-shape.ts';
import { seededIntegers } from '../src/workers/arrange/random.ts';
import { atOnce } from '../src/workers/duplicates/steps.ts';

const RESULT = fileURLToPath(new URL('results/arrange.json', import.meta.url));
const SEEDS = Array.from({ length: 15 }, (_, k) => k + 1);
const SIDE = 32;
const DIMENSIONS = 24;
/** Groups of groups, as classes of things have kinds. */
const GROUPS = 20;
const CLUSTERS = 400;
const PAIRS = 50_000;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function randomColours(seed: number): { readonly quality: number; readonly milliseconds: number } {
  const random = seededIntegers(seed);
  const vectors = Float32Array.from({ length: SIDE * SIDE * 3 }, () => random(256));
  const input = { vectors, dimensions: 3, aspect: 1, seed };
  const start = performance.now();
  const arrangement = atOnce(arrange(input));
  const milliseconds = performance.now() - start;
  return { quality: distancePreservation({ ...input, ...arrangement }, 16), milliseconds };
}

interface Clustered {
  readonly vectors: Float32Array;
  readonly clusters: Uint16Array;
}

/** Unit vectors around 400 centres, which lie around 20. */
function clustered(count: number, seed: number): Clustered {
  const random = seededIntegers(seed);
  const unit = (): number => (random(2 ** 30) + 1) / 2 ** 30;
  const normal = (): number => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit());
  const groups = Float32Array.from({ length: GROUPS * DIMENSIONS }, normal);
  const centres = Float32Array.from(
    { length: CLUSTERS * DIMENSIONS },
    (_, at) => (groups[at % groups.length] as number) + 0.7 * normal(),
  );
  const clusters = Uint16Array.from({ length: count }, () => random(CLUSTERS));
  const vectors = new Float32Array(count * DIMENSIONS);
  for (let sample = 0; sample < count; sample++) {
    const vector = vectors.subarray(sample * DIMENSIONS, (sample + 1) * DIMENSIONS);
    const centre = (clusters[sample] as number) * DIMENSIONS;
    for (let k = 0; k < DIMENSIONS; k++) vector[k] = (centres[centre + k] as number) + 0.5 * normal();
    const length = Math.hypot(...vector);
    for (let k = 0; k < DIMENSIONS; k++) vector[k] = (vector[k] as number) / length;
  }
  return { vectors, clusters };
}

function distance(vectors: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < DIMENSIONS; k++) {
    sum += ((vectors[a * DIMENSIONS + k] as number) - (vectors[b * DIMENSIONS + k] as number)) ** 2;
  }
  return Math.sqrt(sum);
}

/** `distance`: of neighbours, as a share of that of any two; `sameCluster`: neighbours of one cluster. */
function neighbourhood({ vectors, clusters }: Clustered, cells: Uint32Array, columns: number) {
  let [sum, same, count] = [0, 0, 0];
  for (let cell = 0; cell < cells.length; cell++) {
    for (const other of [(cell + 1) % columns === 0 ? -1 : cell + 1, cell + columns]) {
      const [a, b] = [cells[cell] ?? HOLE, cells[other] ?? HOLE];
      if (a === HOLE || b === HOLE) continue;
      sum += distance(vectors, a, b);
      same += clusters[a] === clusters[b] ? 1 : 0;
      count++;
    }
  }
  const random = seededIntegers(1);
  let any = 0;
  for (let pair = 0; pair < PAIRS; pair++) any += distance(vectors, random(clusters.length), random(clusters.length)) / PAIRS;
  return { distance: round(sum / count / any), sameCluster: round(same / count) };
}

/** The direction of the most variance, without what lies along others, by power iteration. */
function principal(vectors: Float32Array, without: readonly Float64Array[]): Float64Array {
  let direction = Float64Array.from({ length: DIMENSIONS }, (_, k) => 1 + k / DIMENSIONS);
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(DIMENSIONS);
    for (let at = 0; at < vectors.length; at += DIMENSIONS) {
      let along = 0;
      for (let k = 0; k < DIMENSIONS; k++) along += (vectors[at + k] as number) * (direction[k] as number);
      for (let k = 0; k < DIMENSIONS; k++) next[k] = (next[k] as number) + along * (vectors[at + k] as number);
    }
    for (const other of without) {
      const along = next.reduce((sum, value, k) => sum + value * (other[k] as number), 0);
      for (let k = 0; k < DIMENSIONS; k++) next[k] = (next[k] as number) - along * (other[k] as number);
    }
    const length = Math.hypot(...next);
    direction = next.map((value) => value / length);
  }
  return direction;
}

/** Rows by the first component, each row sorted by the second. */
function sortedByComponents({ vectors, clusters }: Clustered, columns: number): Uint32Array {
  const first = principal(vectors, []);
  const second = principal(vectors, [first]);
  const along = (direction: Float64Array): Float64Array =>
    Float64Array.from(clusters, (_, sample) =>
      direction.reduce((sum, value, k) => sum + value * (vectors[sample * DIMENSIONS + k] as number), 0),
    );
  const [x, y] = [along(first), along(second)];
  const order = Uint32Array.from(clusters.keys()).sort((a, b) => (x[a] as number) - (x[b] as number));
  for (let from = 0; from < order.length; from += columns) {
    order.subarray(from, from + columns).sort((a, b) => (y[a] as number) - (y[b] as number));
  }
  return order;
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function measureClustered(samples: number) {
  const set = clustered(samples, 3);
  const { columns } = gridShape(samples, 1.5);
  const start = performance.now();
  const arrangement = atOnce(arrange({ vectors: set.vectors, dimensions: DIMENSIONS, aspect: 1.5, seed: 1 }));
  const seconds = round((performance.now() - start) / 1000);
  return {
    samples,
    dimensions: DIMENSIONS,
    seconds,
    arranged: neighbourhood(set, arrangement.cells, columns),
    byComponents: neighbourhood(set, sortedByComponents(set, columns), columns),
    random: neighbourhood(set, Uint32Array.from(set.clusters.keys()), columns),
  };
}

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, loadBefore: loadavg()[0] };
// The first run warms the compiler up.
randomColours(0);
const colours = SEEDS.map((seed) => ({ seed, ...randomColours(seed) }));
const quality = round(median(colours.map((run) => run.quality)));
const milliseconds = Math.round(median(colours.map((run) => run.milliseconds)));
console.log({ quality, milliseconds });
const clusteredRuns = [10_000, 100_000].map((samples) => {
  const run = measureClustered(samples);
  console.log(JSON.stringify(run));
  return run;
});
const goals = {
  'DPQ16 of 32 × 32 random colours >= .945 (median)': quality >= 0.945,
  'in < 250 ms (median)': milliseconds < 250,
  '100,000 samples in < 60 s': clusteredRuns.every(({ seconds }) => seconds < 60),
};
writeFileSync(
  RESULT,
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, machine, goals, quality, milliseconds, colours, clustered: clusteredRuns }, null, 2)}\n`,
);
console.log(goals);
