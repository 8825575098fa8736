import { type ConfusionMatrix, countAt } from '../../shared/confusion.ts';
import { textTable } from './table.ts';

/** Counts by label and prediction. @param side of the matrix: with "none" last it is one more than its classes */
export function matrixRows(matrix: ConfusionMatrix, side: number): readonly (readonly number[])[] {
  return Array.from({ length: side }, (_, row) => Array.from({ length: side }, (_each, column) => countAt(matrix, row, column)));
}

export function matrixTable(classes: readonly string[], matrix: ConfusionMatrix): string {
  const corner = 'label \\ prediction';
  const columns = [...classes, '(none)'];
  const rows = columns.map((label, row) => {
    const counts = columns.map((_, column) => [String(column), countAt(matrix, row, column)] as const);
    return { [corner]: label, ...Object.fromEntries(counts.map(([column, count]) => [columns[Number(column)] ?? '', count])) };
  });
  return textTable([corner, ...columns], rows);
}
