/** Samples counted by label and prediction, both over one joint list of classes. */
export interface ConfusionMatrix {
  /** k: how many classes there are. */
  readonly classes: number;
  /** (k + 1) × (k + 1), row by row: rows = label, columns = prediction; the last row and the last column are "none". */
  readonly counts: Uint32Array;
}

export function emptyConfusion(classes: number): ConfusionMatrix {
  return { classes, counts: new Uint32Array((classes + 1) ** 2) };
}

/** @param row @param column 0 to k; k = none */
export function countAt({ classes, counts }: ConfusionMatrix, row: number, column: number): number {
  return counts[row * (classes + 1) + column] ?? 0;
}

/** One class against all else, what is missing counting as else. */
export interface BinaryCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** As FiftyOne evaluates binary classifications: a missing label or prediction is an example of the other class. */
export function binaryCounts(matrix: ConfusionMatrix, positive: number): BinaryCounts {
  let [labelled, predicted, all] = [0, 0, 0];
  for (const count of matrix.counts) all += count;
  for (let other = 0; other <= matrix.classes; other++) {
    labelled += countAt(matrix, positive, other);
    predicted += countAt(matrix, other, positive);
  }
  const truePositives = countAt(matrix, positive, positive);
  return {
    truePositives,
    falsePositives: predicted - truePositives,
    falseNegatives: labelled - truePositives,
    trueNegatives: all - predicted - labelled + truePositives,
  };
}
