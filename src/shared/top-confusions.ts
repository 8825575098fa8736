import { type ConfusionMatrix, countAt } from './confusion.ts';

/** A cell off the diagonal. */
export interface ClassConfusion {
  /** Class of the label; the number of classes = none. */
  readonly row: number;
  /** Class predicted; the number of classes = none. */
  readonly column: number;
  readonly count: number;
  /** Of the samples with this label, in [0, 1]. */
  readonly share: number;
}

export interface TopConfusions {
  readonly limit: number;
  /** Also cells where label or prediction is missing. */
  readonly withNone: boolean;
}

/** The fullest cells off the diagonal, the largest count first, then the largest share of the row, then as they come. */
export function topConfusions(matrix: ConfusionMatrix, { limit, withNone }: TopConfusions): readonly ClassConfusion[] {
  const { classes } = matrix;
  const side = withNone ? classes + 1 : classes;
  const top: ClassConfusion[] = [];
  for (let row = 0; row < side; row++) {
    let total = 0;
    for (let column = 0; column <= classes; column++) total += countAt(matrix, row, column);
    if (total === 0) continue;
    for (let column = 0; column < side; column++) {
      const count = countAt(matrix, row, column);
      if (column !== row && count > 0) put(top, { row, column, count, share: count / total }, limit);
    }
  }
  return top;
}

/** Puts a cell into the list in its place, if it is among the first `limit`. */
function put(top: ClassConfusion[], cell: ClassConfusion, limit: number): void {
  let place = top.length;
  while (place > 0 && isMore(cell, top[place - 1])) place--;
  if (place >= limit) return;
  top.splice(place, 0, cell);
  if (top.length > limit) top.pop();
}

function isMore(cell: ClassConfusion, than: ClassConfusion | undefined): boolean {
  return than !== undefined && (cell.count > than.count || (cell.count === than.count && cell.share > than.share));
}
