/**
 * Confident learning on generated probabilities: 50,000 × 10, 1,000,000 × 10 and 50,000 × 1,000. Milliseconds of everything that
 * a changed label asks for (thresholds, joint, filter, order of the suspects), several times, and the longest step without a
 * yield; next to it the plainest program that gives the same flags, in turn with it. With WINNOW_CLEANLAB_PYTHON, a Python that has
 * cleanlab, its own time too.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Steps } from '../src/workers/duplicates/steps.ts';
import { findLabelIssues } from '../src/workers/label-quality/find-label-issues.ts';
import { worstFirst } from '../src/workers/label-quality/worst-first.ts';
import { seededRandom } from './million-rows.ts';
import { plainLabelIssues } from './plain-label-issues.ts';

const RESULT = fileURLToPath(new URL('results/label-issues.json', import.meta.url));
const SEED = 1;
const ROUNDS = 5;
/** The plain program makes an array of each row and sorts whole classes: many seconds of a million. */
const CASES = [
  { samples: 50_000, classes: 10, goalMs: 50, plainRounds: 3 },
  { samples: 1_000_000, classes: 10, goalMs: 1500, plainRounds: 1 },
  { samples: 50_000, classes: 1000, goalMs: 3000, plainRounds: 1 },
] as const;

interface Made {
  readonly values: Float32Array<ArrayBuffer>;
  readonly labels: Int32Array<ArrayBuffer>;
}

/** Rows that sum to 1; a model right on nine in ten, labels wrong on one in ten, mostly for the next class. */
function madeProbabilities(samples: number, classes: number): Made {
  const random = seededRandom(SEED);
  const values = new Float32Array(samples * classes);
  const labels = new Int32Array(samples);
  for (let row = 0; row < samples; row++) {
    const truth = Math.floor(random() * classes);
    const seen = random() < 0.9 ? truth : Math.floor(random() * classes);
    const wrong = random() < 0.7 ? (truth + 1) % classes : Math.floor(random() * classes);
    labels[row] = random() < 0.9 ? truth : wrong;
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const value = random() ** 4 + (k === seen ? 0.25 * classes * random() : 0);
      values[row * classes + k] = value;
      sum += value;
    }
    for (let k = 0; k < classes; k++) values[row * classes + k] = (values[row * classes + k] as number) / sum;
  }
  return { values, labels };
}

const milliseconds = (value: number): number => Math.round(value * 10) / 10;
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

function withLongestStep<T>(steps: Steps<T>): { readonly result: T; readonly longestMs: number } {
  let longestMs = 0;
  for (;;) {
    const start = performance.now();
    const { done, value } = steps.next();
    longestMs = Math.max(longestMs, performance.now() - start);
    if (done === true) return { result: value, longestMs };
  }
}

async function timeWinnow({ values, labels }: Made, classes: number) {
  const start = performance.now();
  const input = { probabilities: { classes, values }, labels, mask: null };
  const { result, longestMs } = withLongestStep(
    findLabelIssues({ ...input, filter: 'prune_by_noise_rate', ranking: 'normalized_margin' }),
  );
  const order = await worstFirst(result.quality, result.flags, async () => undefined);
  return { ms: performance.now() - start, longestMs, order, flags: result.flags };
}

function timePlain({ values, labels }: Made, classes: number) {
  const start = performance.now();
  const plain = plainLabelIssues(values, labels, classes);
  return { ms: performance.now() - start, ...plain };
}

/** Milliseconds that cleanlab takes to flag and rank, and how many it flags. */
function timeCleanlab(python: string, { values, labels }: Made, classes: number): object {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-label-issues-'));
  try {
    writeFileSync(join(folder, 'values'), values);
    writeFileSync(join(folder, 'labels'), labels);
    const script = fileURLToPath(new URL('peers/label_issues.py', import.meta.url));
    return JSON.parse(execFileSync(python, ['-W', 'ignore', script, folder, String(classes)], { encoding: 'utf8' })) as object;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure({ samples, classes, goalMs, plainRounds }: (typeof CASES)[number]): Promise<object> {
  const made = madeProbabilities(samples, classes);
  const [winnow, plain]: [number[], number[]] = [[], []];
  let [longestStepMs, flagged, different] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await timeWinnow(made, classes);
    winnow.push(milliseconds(ours.ms));
    // The first rounds are compiled as they run.
    if (round > 1) longestStepMs = milliseconds(Math.max(longestStepMs, ours.longestMs));
    flagged = ours.order.length;
    if (round >= plainRounds) continue;
    const theirs = timePlain(made, classes);
    plain.push(milliseconds(theirs.ms));
    different = ours.flags.reduce((sum, flag, row) => sum + (flag === theirs.flags[row] ? 0 : 1), 0);
  }
  const python = process.env.WINNOW_CLEANLAB_PYTHON;
  return {
    samples,
    classes,
    goalMs,
    isMet: median(winnow) < goalMs,
    medianMs: median(winnow),
    plainMedianMs: median(plain),
    longestStepMs,
    flagged,
    flaggedOtherwiseByPlain: different,
    winnowMs: winnow,
    plainMs: plain,
    ...(python === undefined ? {} : { cleanlab: timeCleanlab(python, made, classes) }),
  };
}

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, loadBefore: loadavg()[0] };
const runs = [];
for (const one of CASES) {
  const run = await measure(one);
  console.log(JSON.stringify(run));
  runs.push(run);
}
const report = { at: new Date().toISOString(), node: process.version, seed: SEED, machine, runs };
writeFileSync(RESULT, `${JSON.stringify(report, null, 2)}\n`);
