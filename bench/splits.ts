/**
 * Splits of generated samples, a tenth of them in groups that must stay together: milliseconds, the largest deviation of a class
 * from its target in groups, that of the whole in samples, and the groups that leak. Beside it the two plain ways: each class
 * shuffled and cut at the shares, which knows of no groups; and groups shuffled and cut, which knows of no classes.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type ClassSets, oneClassEach } from '../src/workers/splits/class-sets.ts';
import { newSplit } from '../src/workers/splits/new-split.ts';
import { repairSplit } from '../src/workers/splits/repair-split.ts';
import { tallySplit } from '../src/workers/splits/tally-split.ts';
import { type Units, unitsOf } from '../src/workers/splits/units.ts';
import { seededRandom } from './million-rows.ts';

const RESULT = fileURLToPath(new URL('results/splits.json', import.meta.url));
const SEED = 1;
const ROUNDS = 5;
const SHARES = [0.8, 0.1, 0.1];
const LIMIT_MS = 2000;
const CASES = [
  { samples: 100_000, classes: 100, groupsHold: 'one class' },
  { samples: 100_000, classes: 100, groupsHold: 'several classes' },
  { samples: 100_000, classes: 5000, groupsHold: 'one class' },
  { samples: 1_000_000, classes: 1000, groupsHold: 'several classes' },
  // A sample counts for every class of its boxes.
  { samples: 100_000, classes: 5, groupsHold: 'boxes' },
] as const;
type Case = (typeof CASES)[number];

/** Share of the samples that have a box of each class, besides the first one that each sample has. */
const BOX_SHARES = [0.6, 0.3, 0.1, 0.03, 0.01];

interface Made {
  readonly sets: ClassSets;
  /** The first of each sample. */
  readonly classes: Uint32Array<ArrayBuffer>;
  readonly groups: Uint32Array<ArrayBuffer>;
}

/** Classes from frequent to rare; a tenth of the samples in groups of 2 to 6. */
function made({ samples, classes: classCount, groupsHold }: Case): Made {
  const random = seededRandom(SEED);
  const classes = new Uint32Array(samples);
  const groups = new Uint32Array(samples);
  for (let sample = 0, group = 0; sample < samples; ) {
    const size = random() < 0.027 ? 2 + Math.floor(random() * 5) : 1;
    if (size > 1) group++;
    const name = Math.floor(random() ** 2 * classCount);
    for (let end = Math.min(sample + size, samples); sample < end; sample++) {
      const isOther = groupsHold === 'several classes' && random() < 0.2;
      classes[sample] = isOther ? Math.floor(random() ** 2 * classCount) : name;
      groups[sample] = size > 1 ? group : 0;
    }
  }
  const sets = groupsHold === 'boxes' ? withBoxes(classes, classCount, random) : oneClassEach(classes, classCount);
  return { sets, classes, groups };
}

function withBoxes(first: Uint32Array, count: number, random: () => number): ClassSets {
  const starts = new Uint32Array(first.length + 1);
  const values: number[] = [];
  for (const [sample, name] of first.entries()) {
    for (let other = 0; other < count; other++) {
      const isThere = random() < (BOX_SHARES[other] ?? 0);
      if (other === name || isThere) values.push(other);
    }
    starts[sample + 1] = values.length;
  }
  return { count, starts, values: Uint32Array.from(values) };
}

/** Cuts a shuffled list at the shares. @returns by item: place of its split */
function shuffledCut(items: readonly number[], random: () => number, into: Uint32Array): void {
  const shuffled = [...items];
  for (let end = shuffled.length - 1; end > 0; end--) {
    const picked = Math.floor(random() * (end + 1));
    [shuffled[end], shuffled[picked]] = [shuffled[picked] as number, shuffled[end] as number];
  }
  const cuts = SHARES.map((_, split) =>
    Math.round(items.length * SHARES.slice(0, split + 1).reduce((sum, share) => sum + share, 0)),
  );
  for (const [place, item] of shuffled.entries()) into[item] = cuts.findIndex((cut) => place < cut);
}

function eachClassShuffled({ classes }: Made): Uint32Array {
  const random = seededRandom(SEED);
  const members = new Map<number, number[]>();
  for (const [sample, name] of classes.entries()) {
    const known = members.get(name);
    if (known === undefined) members.set(name, [sample]);
    else known.push(sample);
  }
  const splits = new Uint32Array(classes.length);
  for (const samples of members.values()) shuffledCut(samples, random, splits);
  return splits;
}

function groupsShuffled(units: Units): Uint32Array {
  const ofUnit = new Uint32Array(units.count);
  shuffledCut([...Array(units.count).keys()], seededRandom(SEED), ofUnit);
  return units.of.map((unit) => ofUnit[unit] as number);
}

function judged(units: Units, { sets }: Made, splits: Uint32Array) {
  const classCount = sets.count;
  const width = SHARES.length + 1;
  const { counts, largest, leaks } = tallySplit(
    units,
    sets,
    splits.map((split) => split + 1),
    width,
  );
  let farthestInGroups = 0;
  let farthestInShare = 0;
  for (let name = 0; name < classCount; name++) {
    const row = counts.subarray(name * width + 1, (name + 1) * width);
    const size = row.reduce((sum, count) => sum + count, 0);
    for (const [split, count] of row.entries()) {
      const off = count - (SHARES[split] as number) * size;
      if (size === 0) continue;
      farthestInGroups = Math.max(farthestInGroups, Math.abs(off) / (largest[name] as number));
      farthestInShare = Math.max(farthestInShare, Math.abs(off) / size);
    }
  }
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  const samplesOff = SHARES.map((share, split) => {
    const inSplit = splits.reduce((sum, of) => sum + Number(of === split), 0);
    return Math.abs(inSplit - share * splits.length);
  });
  return {
    classFarthestOffInGroups: rounded(farthestInGroups),
    classFarthestOffInPercentPoints: rounded(100 * farthestInShare),
    wholeOffInSamples: rounded(Math.max(...samplesOff)),
    leakingGroups: leaks.groups,
  };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

async function timed<T>(
  task: () => T | Promise<T>,
): Promise<{ readonly result: T; readonly ms: readonly number[]; readonly medianMs: number }> {
  const ms: number[] = [];
  let result = await task();
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    result = await task();
    ms.push(Math.round((performance.now() - started) * 10) / 10);
  }
  return { result, ms, medianMs: median(ms) };
}

const noPause = async (): Promise<void> => {};
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, loadBefore: loadavg()[0] };
const runs = [];
for (const what of CASES) {
  const set = made(what);
  const grouped = await timed(() => unitsOf(what.samples, [set.groups]));
  const units = grouped.result;
  const toSplit = { units, classes: set.sets };
  const winnow = await timed(() => newSplit(toSplit, SHARES, SEED, noPause));
  const byClass = await timed(() => eachClassShuffled(set));
  const byGroup = await timed(() => groupsShuffled(units));
  const leaky = byClass.result.map((split) => split + 1);
  const repair = await timed(() => repairSplit(toSplit, leaky, SEED, noPause));
  const repaired = repair.result.splits.map((split) => split - 1);
  const run = {
    ...what,
    groups: new Set(set.groups).size - 1,
    inGroups: set.groups.filter((group) => group > 0).length,
    winnow: { ms: winnow.ms, medianMs: winnow.medianMs, groupingMs: grouped.medianMs, ...judged(units, set, winnow.result) },
    eachClassShuffled: { medianMs: byClass.medianMs, ...judged(units, set, byClass.result) },
    groupsShuffled: { medianMs: byGroup.medianMs, ...judged(units, set, byGroup.result) },
    repairOfEachClassShuffled: { medianMs: repair.medianMs, moves: repair.result.moves, ...judged(units, set, repaired) },
  };
  console.log(JSON.stringify(run));
  runs.push(run);
}
const goals = {
  '100,000 samples < 2 s': runs.every(
    ({ samples, winnow }) => samples > 100_000 || winnow.medianMs + winnow.groupingMs < LIMIT_MS,
  ),
  'no group leaks': runs.every(
    ({ winnow, repairOfEachClassShuffled: repair }) => winnow.leakingGroups + repair.leakingGroups === 0,
  ),
  'classes of groups of one class within one group': runs.every(
    ({ groupsHold, winnow }) => groupsHold !== 'one class' || winnow.classFarthestOffInGroups <= 1,
  ),
};
writeFileSync(
  RESULT,
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, seed: SEED, shares: SHARES, machine, goals, runs }, null, 2)}\n`,
);
console.log(goals);
