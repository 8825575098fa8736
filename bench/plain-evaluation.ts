import { type ConfusionMatrix, countAt } from '../src/shared/confusion.ts';

/** Samples as a program holds them that does not care for speed. */
export interface PlainSample {
  readonly label: string;
  readonly prediction: string;
  readonly confidence: number;
  /** Of the class that a curve is drawn of. */
  readonly score: number;
}

export function plainConfusion(samples: readonly PlainSample[]): Map<string, Map<string, number>> {
  const matrix = new Map<string, Map<string, number>>();
  for (const { label, prediction } of samples) {
    const row = matrix.get(label) ?? new Map<string, number>();
    row.set(prediction, (row.get(prediction) ?? 0) + 1);
    matrix.set(label, row);
  }
  return matrix;
}

export function plainMetrics(samples: readonly PlainSample[], classes: readonly string[]): number[] {
  return classes.map((name) => {
    const right = samples.filter(({ label, prediction }) => label === name && prediction === name).length;
    const labelled = samples.filter(({ label }) => label === name).length;
    const predicted = samples.filter(({ prediction }) => prediction === name).length;
    return labelled + predicted === 0 ? 0 : (2 * right) / (labelled + predicted);
  });
}

export function plainAveragePrecision(samples: readonly PlainSample[], name: string): number {
  const sorted = samples.toSorted((a, b) => b.score - a.score);
  const positives = sorted.filter(({ label }) => label === name).length;
  let [right, sum, rightBefore] = [0, 0, 0];
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i]?.label === name) right++;
    if (sorted[i]?.score === sorted[i + 1]?.score) continue;
    sum += ((right - rightBefore) / positives) * (right / (i + 1));
    rightBefore = right;
  }
  return sum;
}

export function plainCalibrationError(samples: readonly PlainSample[], bins: number): number {
  let sum = 0;
  for (let bin = 0; bin < bins; bin++) {
    const [low, high] = [bin / bins, (bin + 1) / bins];
    const inside = samples.filter(({ confidence }) => (confidence > low || bin === 0) && confidence <= high);
    const right = inside.filter(({ label, prediction }) => label === prediction).length;
    sum += Math.abs(right - inside.reduce((total, { confidence }) => total + confidence, 0));
  }
  return sum / samples.length;
}

/** Average linkage as in a textbook: the two most alike clusters are looked for among all pairs, each time anew. */
export function plainClusters(matrix: ConfusionMatrix): number[] {
  const { classes } = matrix;
  const totals = Array.from({ length: classes }, (_, row) => {
    let total = 0;
    for (let column = 0; column <= classes; column++) total += countAt(matrix, row, column);
    return Math.max(1, total);
  });
  const alike = Array.from({ length: classes }, (_, a) =>
    Array.from({ length: classes }, (_, b) => countAt(matrix, a, b) / totals[a]! + countAt(matrix, b, a) / totals[b]!),
  );
  const clusters = Array.from({ length: classes }, (_, k) => [k]);
  while (clusters.length > 1) {
    let [most, first, second] = [-1, 0, 1];
    for (let a = 0; a < clusters.length; a++) {
      for (let b = a + 1; b < clusters.length; b++) if (alike[a]![b]! > most) [most, first, second] = [alike[a]![b]!, a, b];
    }
    const [one, other] = [clusters[first]!, clusters[second]!];
    for (let k = 0; k < clusters.length; k++) {
      const mean = (one.length * alike[first]![k]! + other.length * alike[second]![k]!) / (one.length + other.length);
      alike[first]![k] = mean;
      alike[k]![first] = mean;
    }
    one.push(...other);
    clusters.splice(second, 1);
    alike.splice(second, 1);
    for (const row of alike) row.splice(second, 1);
  }
  return clusters[0] ?? [];
}
