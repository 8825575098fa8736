import type { ConfusionMatrix } from './confusion.ts';

/** All in [0, 1]; 0 where the denominator is 0, as scikit-learn has it. */
export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface ClassMetrics extends PrecisionRecall {
  /** Samples with this label. */
  readonly support: number;
  /** Samples predicted to be of this class. */
  readonly predicted: number;
}

export interface ConfusionMetrics {
  readonly perClass: readonly ClassMetrics[];
  /** Labelled samples. */
  readonly support: number;
  /** Share of the samples counted whose prediction is the label. A label without a prediction counts as wrong. */
  readonly accuracy: number;
  /** Mean recall of the classes that have samples. */
  readonly balancedAccuracy: number;
  /** Mean of the classes that occur as label or prediction. */
  readonly macro: PrecisionRecall;
  /** Mean of the classes weighted by support. */
  readonly weighted: PrecisionRecall;
  /** Cohen's kappa; 0 where chance alone would agree always. */
  readonly kappa: number;
  /** Matthews correlation of several classes [Gorodkin 2004]; 0 where it is not defined. */
  readonly matthews: number;
}

/**
 * What a prediction without a label counts as. Where some samples have no label yet nothing is known of them: they are left
 * out. Where "none" is an answer, as FiftyOne takes it, they are wrong. Neither label nor prediction never counts.
 */
export type Unlabelled = 'left-out' | 'wrong';

/** Metrics of a confusion matrix, equal to scikit-learn's where nothing is missing. One pass over the cells. */
export function confusionMetrics(matrix: ConfusionMatrix, unlabelled: Unlabelled = 'left-out'): ConfusionMetrics {
  const totals = totalsOf(matrix, unlabelled);
  const { labelled, predicted, right, all, correct } = totals;
  const perClass = Array.from({ length: matrix.classes }, (_, k) =>
    metricsOf(right[k] ?? 0, labelled[k] ?? 0, predicted[k] ?? 0),
  );
  const withSamples = perClass.filter(({ support }) => support > 0);
  const support = withSamples.reduce((sum, one) => sum + one.support, 0);
  return {
    perClass,
    support,
    accuracy: ratio(correct, all),
    balancedAccuracy: meanOf(withSamples, () => 1).recall,
    macro: meanOf(perClass, (one) => (one.support > 0 || one.predicted > 0 ? 1 : 0)),
    weighted: meanOf(withSamples, (one) => one.support),
    kappa: cohensKappa(totals),
    matthews: matthews(totals),
  };
}

interface Totals {
  /** By class, none last. */
  readonly labelled: Float64Array;
  readonly predicted: Float64Array;
  /** On the diagonal; that of none is not counted. */
  readonly right: Float64Array;
  readonly correct: number;
  readonly all: number;
}

function totalsOf({ classes, counts }: ConfusionMatrix, unlabelled: Unlabelled): Totals {
  const side = classes + 1;
  const [labelled, predicted, right] = [new Float64Array(side), new Float64Array(side), new Float64Array(side)];
  let [correct, all] = [0, 0];
  const rows = unlabelled === 'wrong' ? side : classes;
  for (let row = 0; row < rows; row++) {
    const columns = row === classes ? classes : side;
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const count = counts[row * side + column] ?? 0;
      sum += count;
      predicted[column] = (predicted[column] ?? 0) + count;
    }
    labelled[row] = sum;
    all += sum;
    if (row === classes) continue;
    right[row] = counts[row * side + row] ?? 0;
    correct += right[row] ?? 0;
  }
  return { labelled, predicted, right, correct, all };
}

function metricsOf(right: number, support: number, predicted: number): ClassMetrics {
  return {
    precision: ratio(right, predicted),
    recall: ratio(right, support),
    f1: ratio(2 * right, support + predicted),
    support,
    predicted,
  };
}

function meanOf(perClass: readonly ClassMetrics[], weightOf: (one: ClassMetrics) => number): PrecisionRecall {
  let [precision, recall, f1, weights] = [0, 0, 0, 0];
  for (const one of perClass) {
    const weight = weightOf(one);
    precision += weight * one.precision;
    recall += weight * one.recall;
    f1 += weight * one.f1;
    weights += weight;
  }
  return { precision: ratio(precision, weights), recall: ratio(recall, weights), f1: ratio(f1, weights) };
}

function cohensKappa({ labelled, predicted, correct, all }: Totals): number {
  const byChance = ratio(dot(labelled, predicted), all);
  return all === byChance ? 0 : 1 - (all - correct) / (all - byChance);
}

function matthews({ labelled, predicted, correct, all }: Totals): number {
  const spread = Math.sqrt((all * all - dot(labelled, labelled)) * (all * all - dot(predicted, predicted)));
  return ratio(correct * all - dot(labelled, predicted), spread);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
