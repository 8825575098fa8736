/**
 * Evaluation of generated predictions, 1M × 10 and 50,000 × 1,000: confusion matrix and its metrics, precision-recall curve of one
 * class, calibration, top-k, two runs compared, each against the plainest program that does the same; orders of 1,000 classes
 * with how near to the diagonal they bring what is confused; COCO's metrics of made-up boxes.
 * Medians of milliseconds of several runs after one that warms up, and the longest time between two yields.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { confusionMetrics } from '../src/shared/class-metrics.ts';
import type { ConfusionMatrix } from '../src/shared/confusion.ts';
import { orderByConfusion, orderByName, orderBySupport } from '../src/shared/confusion-order.ts';
import { orderByHierarchy } from '../src/shared/order-by-hierarchy.ts';
import { calibrationErrors } from '../src/shared/reliability.ts';
import { averagePrecision, drawnCurve } from '../src/shared/score-curve.ts';
import { topConfusions } from '../src/shared/top-confusions.ts';
import { detectionMetrics } from '../src/workers/detection/detection-metrics.ts';
import type { Steps } from '../src/workers/duplicates/steps.ts';
import { compareRuns } from '../src/workers/evaluation/compare-runs.ts';
import { confusionOf } from '../src/workers/evaluation/confusion-of.ts';
import { labelRanks } from '../src/workers/evaluation/label-ranks.ts';
import { reliabilityOf } from '../src/workers/evaluation/reliability-of.ts';
import { probabilitiesOf, scoreCurveOf } from '../src/workers/evaluation/score-curve-of.ts';
import { seededRandom } from './million-rows.ts';
import {
  type PlainSample,
  plainAveragePrecision,
  plainCalibrationError,
  plainClusters,
  plainConfusion,
  plainMetrics,
} from './plain-evaluation.ts';

const RESULT = fileURLToPath(new URL('results/evaluation.json', import.meta.url));
const SEED = 4;
const ROUNDS = 5;
const GROUP = 10;

const round = (value: number): number => Math.round(value * 100) / 100;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** The longest time between two yields of all steps since it was last asked for. */
let longest = 0;
function stepped<T>(steps: Steps<T>): T {
  for (;;) {
    const start = performance.now();
    const { done, value } = steps.next();
    longest = Math.max(longest, performance.now() - start);
    if (done === true) return value;
  }
}

function milliseconds(work: () => unknown, rounds = ROUNDS): number {
  work();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return round(median(times));
}

/** Predictions right in about three of four, else mostly of the same ten classes. */
function generated(samples: number, classes: number) {
  const random = seededRandom(SEED);
  const labels = Int32Array.from({ length: samples }, () => Math.floor(random() * classes));
  const guess = (label: number): number => {
    if (random() < 0.75) return label;
    if (random() < 0.2) return Math.floor(random() * classes);
    // Groups are scattered over the list, as kinds are over an alphabet.
    return (label + Math.floor(random() * GROUP) * (classes / GROUP)) % classes;
  };
  const predicted = labels.map(guess);
  const values = new Float32Array(samples * classes);
  for (let sample = 0; sample < samples; sample++) {
    const confidence = 0.4 + 0.6 * random();
    values.fill((1 - confidence) / (classes - 1), sample * classes, (sample + 1) * classes);
    values[sample * classes + (predicted[sample] ?? 0)] = confidence;
    const label = sample * classes + (labels[sample] ?? 0);
    values[label] = Math.max(values[label] ?? 0, confidence * random());
  }
  const confidences = Float32Array.from(predicted, (one, sample) => values[sample * classes + one] ?? 0);
  return { labels, predicted, other: labels.map(guess), confidences, probabilities: { classes, values }, rows: null };
}

function measure(samples: number, classes: number) {
  const made = generated(samples, classes);
  const { labels, probabilities } = made;
  const scores = probabilitiesOf(probabilities, 0);
  const matrix = confusionOf(made, classes);
  const curve = stepped(scoreCurveOf({ labels, scores, rows: null }, 0));
  const bins = { bins: 15, kind: 'equal-width' } as const;
  longest = 0;
  const ours = {
    confusion: milliseconds(() => confusionOf(made, classes)),
    metrics: milliseconds(() => confusionMetrics(matrix)),
    topConfusions: milliseconds(() => topConfusions(matrix, { limit: 100, withNone: false })),
    curve: milliseconds(() => averagePrecision(stepped(scoreCurveOf({ labels, scores, rows: null }, 0)))),
    drawnCurve: milliseconds(() => drawnCurve(curve, 400)),
    calibration: milliseconds(() => calibrationErrors(stepped(reliabilityOf(made, bins)))),
    calibrationEqualMass: milliseconds(() => calibrationErrors(stepped(reliabilityOf(made, { ...bins, kind: 'equal-mass' })))),
    topK: milliseconds(() => stepped(labelRanks(labels, probabilities))),
    compareRuns: milliseconds(() => compareRuns({ labels, before: made.predicted, after: made.other, rows: null }, classes)),
  };
  const longestStep = round(longest);
  const names = Array.from({ length: classes }, (_, k) => `class ${k}`);
  const plain = Array.from(labels, (label, sample): PlainSample => {
    const prediction = names[made.predicted[sample] ?? 0] ?? '';
    return { label: names[label] ?? '', prediction, confidence: made.confidences[sample] ?? 0, score: scores[sample] ?? 0 };
  });
  const baseline = {
    confusion: milliseconds(() => plainConfusion(plain), 2),
    metrics: milliseconds(() => plainMetrics(plain, names), 1),
    curve: milliseconds(() => plainAveragePrecision(plain, 'class 0'), 1),
    calibration: milliseconds(() => plainCalibrationError(plain, 15), 1),
  };
  const error = calibrationErrors(stepped(reliabilityOf(made, bins))).expected;
  const differences = {
    averagePrecision: Math.abs(plainAveragePrecision(plain, 'class 0') - averagePrecision(curve)),
    calibrationError: Math.abs(plainCalibrationError(plain, 15) - error),
  };
  return { samples, classes, ours, longestStep, baseline, differences };
}

/** Share of the confusions that lie at most `GROUP` places from the diagonal. */
function nearDiagonal({ classes, counts }: ConfusionMatrix, order: ArrayLike<number>): number {
  let [near, all] = [0, 0];
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < classes; j++) {
      if (i === j) continue;
      const count = counts[(order[i] ?? 0) * (classes + 1) + (order[j] ?? 0)] ?? 0;
      all += count;
      if (Math.abs(i - j) <= GROUP) near += count;
    }
  }
  return round(near / all);
}

function measureOrders(classes: number) {
  const matrix = confusionOf(generated(50_000, classes), classes);
  const names = Array.from({ length: classes }, (_, k) => `class ${k}`);
  longest = 0;
  const hierarchy = milliseconds(() => stepped(orderByHierarchy(matrix)));
  return {
    classes,
    milliseconds: {
      name: milliseconds(() => orderByName(names)),
      support: milliseconds(() => orderBySupport(matrix)),
      confusion: milliseconds(() => orderByConfusion(matrix)),
      hierarchy,
      plainHierarchy: milliseconds(() => plainClusters(matrix), 1),
    },
    longestStep: round(longest),
    nearDiagonal: {
      name: nearDiagonal(matrix, orderByName(names)),
      hierarchy: nearDiagonal(matrix, stepped(orderByHierarchy(matrix))),
      plainHierarchy: nearDiagonal(matrix, plainClusters(matrix)),
    },
  };
}

function measureBoxes(images: number, classes: number) {
  const random = seededRandom(SEED);
  const [labels, predictions]: [number[][], number[][]] = [[], []];
  for (let image = 0; image < images; image++) {
    for (let box = 0; box < 7; box++) {
      const row = [
        image,
        Math.floor(random() * classes),
        500 * random(),
        400 * random(),
        10 + 130 * random(),
        10 + 130 * random(),
      ];
      labels.push(row);
      predictions.push([...row.map((value, k) => (k < 2 ? value : value + 8 * random() - 4)), random()]);
    }
    for (let box = 0; box < 43; box++) {
      predictions.push([image, Math.floor(random() * classes), 500 * random(), 400 * random(), 80, 80, random() ** 2]);
    }
  }
  const boxes = (rows: readonly number[][]) => ({
    images: Uint32Array.from(rows, ([image = 0]) => image),
    classes: Int32Array.from(rows, ([, one = 0]) => one),
    places: Float64Array.from(rows.flatMap((row) => row.slice(2, 6))),
  });
  const given = { ...boxes(labels), isCrowd: null, areas: null };
  const predicted = { ...boxes(predictions), scores: Float64Array.from(predictions, (row) => row[6] ?? 0) };
  longest = 0;
  const time = milliseconds(() => stepped(detectionMetrics(given, predicted)), 1);
  return {
    images,
    classes,
    labels: labels.length,
    predictions: predictions.length,
    milliseconds: time,
    longestStep: round(longest),
  };
}

const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, loadBefore: loadavg()[0] };
const cases = [measure(1_000_000, 10), measure(50_000, 1000)];
const orders = measureOrders(1000);
const detection = measureBoxes(5000, 80);
const goals = {
  'confusion of 1M samples in < 20 ms': (cases[0]?.ours.confusion ?? Number.NaN) < 20,
  '1,000 classes by hierarchy in < 300 ms': orders.milliseconds.hierarchy < 300,
  'no step over 50 ms': Math.max(...cases.map(({ longestStep }) => longestStep), orders.longestStep, detection.longestStep) < 50,
};
const report = { at: new Date().toISOString(), node: process.version, seed: SEED, machine, goals, cases, orders, detection };
writeFileSync(RESULT, `${JSON.stringify(report, null, 2)}\n`);
console.log(JSON.stringify({ goals, cases, orders, detection }, null, 1));
