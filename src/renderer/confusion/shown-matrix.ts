import type { ConfusionMatrix } from '../../shared/confusion.ts';
import type { ClassOrder } from '../../shared/confusion-order.ts';
import type { ClassName } from '../state/confusion-part.ts';
import type { Normalisation } from '../state/confusion-settings.ts';

/** A matrix as it is shown. A place is that of a row and of a column alike. */
export interface ShownMatrix {
  /** k classes; the class at number k is "none". */
  readonly matrix: ConfusionMatrix;
  readonly names: readonly string[];
  /** Class by place; "none" last, where anything has no label or no prediction. */
  readonly order: Uint32Array;
  /** Samples by label, of k + 1. */
  readonly labelled: Float64Array;
  /** Samples by prediction, of k + 1. */
  readonly predicted: Float64Array;
  /** Counts before, of the same classes, where two runs are compared. */
  readonly before: Uint32Array | null;
  readonly total: number;
  /** Of them without a label. */
  readonly unlabelled: number;
  /** What is counted. */
  readonly unit: 'sample' | 'box';
}

/** @param before the counts to compare with; null: none */
export function shownMatrix(
  matrix: ConfusionMatrix,
  names: readonly string[],
  order: ClassOrder,
  before: Uint32Array | null,
  unit: ShownMatrix['unit'] = 'sample',
): ShownMatrix {
  const { classes, counts } = matrix;
  const side = classes + 1;
  const [labelled, predicted] = [new Float64Array(side), new Float64Array(side)];
  let total = 0;
  for (let row = 0, cell = 0; row < side; row++) {
    for (let column = 0; column < side; column++, cell++) {
      const count = counts[cell] ?? 0;
      labelled[row] = (labelled[row] ?? 0) + count;
      predicted[column] = (predicted[column] ?? 0) + count;
      total += count;
    }
  }
  const neither = counts[side * side - 1] ?? 0;
  const hasNone = (labelled[classes] ?? 0) > neither || (predicted[classes] ?? 0) > neither || (neither > 0 && total === neither);
  const unlabelled = labelled[classes] ?? 0;
  return {
    matrix,
    names,
    order: hasNone ? withLast(order, classes) : order,
    labelled,
    predicted,
    before,
    total,
    unlabelled,
    unit,
  };
}

/** How many samples are counted at a row and a column, by place. */
export function countOf({ matrix, order }: ShownMatrix, row: number, column: number): number {
  return matrix.counts[cellOf({ matrix, order }, row, column)] ?? 0;
}

/** How many more they are than before. */
export function changeOf(shown: ShownMatrix, row: number, column: number): number {
  return countOf(shown, row, column) - (shown.before?.[cellOf(shown, row, column)] ?? 0);
}

/** The class at a place; null: none. */
export function nameAt({ names, order, matrix }: ShownMatrix, place: number): ClassName {
  const index = order[place] ?? matrix.classes;
  return index === matrix.classes ? null : (names[index] ?? null);
}

/** The place of a class; -1: it is not shown. */
export function placeOf({ names, order, matrix }: ShownMatrix, name: ClassName): number {
  const index = name === null ? matrix.classes : names.indexOf(name);
  return index < 0 ? -1 : order.indexOf(index);
}

/** True where label and prediction are the same class. */
export function isRight({ order, matrix }: ShownMatrix, row: number, column: number): boolean {
  return row === column && order[row] !== matrix.classes;
}

/**
 * What cells are coloured by, row by row in the order shown: counts, or shares in [0, 1]; where two runs are compared how much
 * better it became (negative: worse), more on the diagonal being better and more off it worse.
 */
export function shownValues(shown: ShownMatrix, normalisation: Normalisation): Float32Array<ArrayBuffer> {
  const { order, matrix, labelled, predicted, before } = shown;
  const side = order.length;
  const values = new Float32Array(side * side);
  for (let row = 0, at = 0; row < side; row++) {
    const from = (order[row] ?? 0) * (matrix.classes + 1);
    for (let column = 0; column < side; column++, at++) {
      const cell = from + (order[column] ?? 0);
      const count = matrix.counts[cell] ?? 0;
      const change = before === null ? count : (count - (before[cell] ?? 0)) * (row === column ? 1 : -1);
      const whole = normalisation === 'row' ? labelled[order[row] ?? 0] : predicted[order[column] ?? 0];
      values[at] = change === 0 || normalisation === 'count' ? change : change / (whole || 1);
    }
  }
  return values;
}

function withLast(order: ClassOrder, last: number): ClassOrder {
  const longer = new Uint32Array(order.length + 1);
  longer.set(order);
  longer[order.length] = last;
  return longer;
}

function cellOf({ matrix, order }: Pick<ShownMatrix, 'matrix' | 'order'>, row: number, column: number): number {
  return (order[row] ?? 0) * (matrix.classes + 1) + (order[column] ?? 0);
}
