import { type ConfusionMatrix, countAt } from './confusion.ts';

/** Classes in the order rows and columns are shown in; "none" is not among them, it stays last. */
export type ClassOrder = Uint32Array<ArrayBuffer>;

/** By name, code unit by code unit, so that it is the same everywhere. */
export function orderByName(names: readonly string[]): ClassOrder {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return identity(names.length).sort((a, b) => compare(names[a] ?? '', names[b] ?? '') || a - b);
}

/** Classes with most labels first. */
export function orderBySupport(matrix: ConfusionMatrix): ClassOrder {
  const support = new Float64Array(matrix.classes);
  eachCell(matrix, matrix.classes + 1, (row, _, count) => {
    support[row] = (support[row] ?? 0) + count;
  });
  return largestFirst(support);
}

/** Classes first that most samples are taken for or from another class, whichever way. */
export function orderByConfusion(matrix: ConfusionMatrix): ClassOrder {
  const confused = new Float64Array(matrix.classes);
  eachCell(matrix, matrix.classes, (row, column, count) => {
    if (row === column) return;
    confused[row] = (confused[row] ?? 0) + count;
    confused[column] = (confused[column] ?? 0) + count;
  });
  return largestFirst(confused);
}

/** Cells of labelled samples that are not empty. */
function eachCell(matrix: ConfusionMatrix, columns: number, visit: (row: number, column: number, count: number) => void): void {
  for (let row = 0; row < matrix.classes; row++) {
    for (let column = 0; column < columns; column++) {
      const count = countAt(matrix, row, column);
      if (count > 0) visit(row, column, count);
    }
  }
}

function largestFirst(values: Float64Array): ClassOrder {
  return identity(values.length).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}

function identity(length: number): ClassOrder {
  return Uint32Array.from({ length }, (_, k) => k);
}
