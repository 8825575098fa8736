import { seededRandom } from '../../../src/workers/map/random.ts';
import { seededSample } from '../../../src/workers/neighbours/seeded-sample.ts';
import type { LabelledFeatures } from '../../../src/workers/regression/fit-softmax.ts';

export interface MadeClusters extends LabelledFeatures {
  /** What the labels were before some were flipped. */
  readonly truth: Int32Array;
  readonly flipped: Uint32Array;
}

/** Rows around one centre for each class, and a share of labels flipped to another class. @param spread of rows, where centres lie 1 apart or so */
export function madeClusters({
  rows,
  dimensions = 16,
  classes = 4,
  spread = 0.5,
  flippedShare = 0,
  seed = 1,
}: {
  readonly rows: number;
  readonly dimensions?: number;
  readonly classes?: number;
  readonly spread?: number;
  readonly flippedShare?: number;
  readonly seed?: number;
}): MadeClusters {
  const random = seededRandom(seed);
  const normal = (): number => random() + random() + random() + random() - 2;
  const centres = Float32Array.from({ length: classes * dimensions }, normal);
  const truth = Int32Array.from({ length: rows }, () => Math.floor(random() * classes));
  const features = new Float32Array(rows * dimensions);
  for (let at = 0; at < features.length; at++) {
    const label = truth[Math.floor(at / dimensions)] as number;
    features[at] = (centres[label * dimensions + (at % dimensions)] as number) + spread * normal();
  }
  const flipped = seededSample(rows, Math.round(rows * flippedShare), seed);
  return { features, dimensions, classes, truth, flipped, labels: flippedLabels(truth, classes, flipped, seed) };
}

/** Labels of which these rows have another class, by chance. */
export function flippedLabels(truth: Int32Array, classes: number, rows: Uint32Array, seed: number): Int32Array {
  const random = seededRandom(seed + 1000);
  const labels = truth.slice();
  for (const row of rows) {
    const other = Math.floor(random() * (classes - 1));
    labels[row] = other >= (truth[row] as number) ? other + 1 : other;
  }
  return labels;
}
