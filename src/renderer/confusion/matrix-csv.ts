import { csvCell } from '../ui/csv-cell.ts';
import { shownName } from './matrix-words.ts';
import { changeOf, countOf, nameAt, type ShownMatrix } from './shown-matrix.ts';

/** Counts, or changes where two runs are compared, as CSV in the order shown: a line a label, a column a prediction. */
export function matrixCsv(shown: ShownMatrix): string {
  const places = Array.from(shown.order, (_, place) => place);
  const name = (place: number): string => csvCell(shownName(nameAt(shown, place)));
  const valueAt = shown.before === null ? countOf : changeOf;
  const lines = places.map((row) => [name(row), ...places.map((column) => valueAt(shown, row, column))].join(','));
  return `${[['label', ...places.map(name)].join(','), ...lines].join('\n')}\n`;
}
