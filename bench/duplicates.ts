/**
 * Duplicate groups of a million generated hashes: seconds, memory, planted pairs found, upright and with the 8 flips and turns; and the
 * same against brute force on 50,000. Sets: `random` with 1% in planted groups, `skewed` where besides 5% of all are equal
 * (blank pages), and `crowded` where besides bits are as biased and alike as those of digits. Each run has a process of
 * its own, for its memory.
 */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { peakMemory } from '../src/main/log/peak-memory.ts';
import { closeSets } from '../src/workers/duplicates/close-sets.ts';
import { type Hashes, ones } from '../src/workers/duplicates/hash-band.ts';
import { type FlippableHashes, guessedFlips, hashesTurned } from '../src/workers/duplicates/sample-keys.ts';
import { atOnce } from '../src/workers/duplicates/steps.ts';
import { inverseTurn, TURNS, type Turn } from '../src/workers/duplicates/turns.ts';
import { seededRandom } from './million-rows.ts';

const RESULT = fileURLToPath(new URL('results/duplicates.json', import.meta.url));
const SEED = 5;
const RADIUS = 7;
const LIMIT = 4_000_000;
const MANY = 1_000_000;
const FEW = 50_000;

interface Case {
  readonly set: 'random' | 'skewed' | 'crowded';
  readonly count: number;
  readonly isTurned: boolean;
}

interface Planted {
  readonly hashes: Hashes;
  readonly pairs: readonly (readonly [number, number])[];
}

/** Hashes of which 1% are copies with up to 7 bits changed, turned or not. */
function plant({ set, count, isTurned }: Case): Planted {
  const random = seededRandom(SEED);
  const word = (): number => Math.floor(random() * 2 ** 32);
  // Each bit set with the mean of three, so that most are the same in all hashes of a kind.
  const biased = (bias: number): number => (word() & word()) ^ bias;
  const bias = [word(), word()] as const;
  const high = Uint32Array.from({ length: count }, () => (set === 'crowded' ? biased(bias[0]) : word()));
  const low = Uint32Array.from({ length: count }, () => (set === 'crowded' ? biased(bias[1]) : word()));
  if (set !== 'random') {
    for (let k = 0; k < count / 20; k++) [high[20 * k + 7], low[20 * k + 7]] = [0x80000000, 0];
  }
  const upright = { high: high.slice(), low: low.slice() };
  const turned = TURNS.map((turn) => hashesTurned(guessedFlips(upright), isTurned ? turn : 0));
  const pairs: [number, number][] = [];
  for (let k = 0; k < count / 200; k++) {
    const original = 20 * Math.floor(random() * (count / 20)) + 1;
    const copy = 20 * k + 3;
    const from = turned[Math.floor(random() * 8)] as Hashes;
    const [left, right] = [from.high[original] as number, from.low[original] as number];
    [high[copy], low[copy]] = changed(left, right, Math.floor(random() * (RADIUS + 1)), random);
    pairs.push([original, copy]);
  }
  return { hashes: { high, low }, pairs };
}

function changed(high: number, low: number, bits: number, random: () => number): [number, number] {
  const halves: [number, number] = [high, low];
  for (let k = 0; k < bits; k++) {
    const bit = Math.floor(random() * 64);
    const half = bit >> 5;
    halves[half as 0 | 1] ^= 1 << (bit & 31);
  }
  return halves;
}

/** Pairs as numbers that can be compared: only rows of different hashes, the least of each set, any turn. */
function groupsOf(hashes: FlippableHashes): { readonly groups: Uint32Array; readonly pairs: number } {
  const { equal, pairs } = atOnce(closeSets(hashes, RADIUS, LIMIT));
  if (pairs.radius < RADIUS) throw new Error(`Over ${LIMIT} pairs: the radius shrank to ${pairs.radius}.`);
  const parents = Uint32Array.from(equal.starts.subarray(0, -1), (_, set) => set);
  for (let k = 0; k < pairs.count; k++) unite(parents, pairs.firsts[k] as number, pairs.seconds[k] as number);
  const least = (row: number): number =>
    equal.members[equal.starts[root(parents, equal.setOf[row] as number)] as number] as number;
  return { groups: equal.setOf.map((_, row) => least(row)), pairs: pairs.count };
}

function root(parents: Uint32Array, start: number): number {
  let at = start;
  while (parents[at] !== at) at = parents[at] = parents[parents[at] as number] as number;
  return at;
}

function unite(parents: Uint32Array, a: number, b: number): void {
  const [rootA, rootB] = [root(parents, a), root(parents, b)];
  parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}

/** The same groups by comparing all with all. */
function bruteForce(hashes: FlippableHashes, turns: readonly Turn[]): Uint32Array {
  const { high, low } = hashes.upright;
  const parents = Uint32Array.from(high, (_, row) => row);
  for (const turn of turns) {
    const turned = hashesTurned(hashes, turn);
    for (let a = 0; a < high.length; a++) {
      const [x, y] = [turned.high[a] as number, turned.low[a] as number];
      for (let b = inverseTurn(turn) === turn ? a + 1 : 0; b < high.length; b++) {
        if (ones(x ^ (high[b] as number)) + ones(y ^ (low[b] as number)) <= RADIUS) unite(parents, a, b);
      }
    }
  }
  return parents.map((_, row) => root(parents, row));
}

function measure(what: Case) {
  const { hashes, pairs } = plant(what);
  const input: FlippableHashes = what.isTurned ? guessedFlips(hashes) : { upright: hashes, flipped: [] };
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { groups, pairs: closePairs } = groupsOf(input);
  const seconds = (performance.now() - started) / 1000;
  const cpuSeconds = process.cpuUsage(cpu).user / 1e6;
  const megabytes = peakMemory() / 2 ** 20;
  const found = pairs.filter(([original, copy]) => groups[original] === groups[copy]).length;
  const turns: readonly Turn[] = what.isTurned ? [0, 1, 2, 3, 4, 5, 7] : [0];
  const equalsBruteForce = what.count > FEW ? null : bruteForce(input, turns).every((group, row) => group === groups[row]);
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return {
    ...what,
    seconds: rounded(seconds),
    cpuSeconds: rounded(cpuSeconds),
    megabytes: Math.round(megabytes),
    closePairs,
    planted: pairs.length,
    found,
    equalsBruteForce,
  };
}

function inOwnProcess(what: Case): Promise<ReturnType<typeof measure>> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, WINNOW_BENCH_CASE: JSON.stringify(what) } });
    child.once('message', (result) => resolve(result as ReturnType<typeof measure>));
    child.once('exit', (code) => reject(new Error(`The process of ${JSON.stringify(what)} ended with ${code}.`)));
  });
}

const asked = process.env.WINNOW_BENCH_CASE;
if (asked !== undefined) {
  process.send?.(measure(JSON.parse(asked) as Case));
} else {
  const sets = ['random', 'skewed', 'crowded'] as const;
  const cases = [MANY, FEW].flatMap((count) =>
    sets.flatMap((set) => [false, true].map((isTurned) => ({ set, count, isTurned }))),
  );
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, loadBefore: loadavg()[0] };
  const runs = [];
  for (const what of cases) {
    const run = await inOwnProcess(what);
    console.log(JSON.stringify(run));
    runs.push(run);
  }
  const many = runs.filter(({ count, set }) => count === MANY && set !== 'crowded');
  const goals = {
    'upright < 5 s': many.every(({ isTurned, seconds }) => isTurned || seconds < 5),
    'with flips and turns < 20 s': many.every(({ seconds }) => seconds < 20),
    'memory < 500 MB': many.every(({ megabytes }) => megabytes < 500),
    'all planted pairs found': runs.every(({ planted, found }) => planted === found),
    'equal to brute force': runs.every(({ equalsBruteForce }) => equalsBruteForce !== false),
  };
  writeFileSync(
    RESULT,
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, seed: SEED, machine, goals, runs }, null, 2)}\n`,
  );
  console.log(goals);
}
