import type { ConfusionMetrics } from '../../shared/class-metrics.ts';

export const CLASS_COLUMNS = ['name', 'precision', 'recall', 'f1', 'support', 'change'] as const;
export type ClassColumn = (typeof CLASS_COLUMNS)[number];

/** A class in the table of figures. */
export interface ClassRow {
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
  /** F1 more than before; 0 where no run is compared. */
  readonly change: number;
}

export interface ClassSort {
  readonly column: ClassColumn;
  readonly descending: boolean;
}

/** Classes that occur as label or prediction. @param changes of F1 by class; null: no run is compared */
export function classRows(
  names: readonly string[],
  { perClass }: ConfusionMetrics,
  changes: readonly number[] | null,
): readonly ClassRow[] {
  return perClass.flatMap(({ precision, recall, f1, support, predicted }, k) =>
    support + predicted === 0 ? [] : [{ name: names[k] ?? '', precision, recall, f1, support, change: changes?.[k] ?? 0 }],
  );
}

/** Rows in an order; equal ones by name. */
export function sortedRows(rows: readonly ClassRow[], { column, descending }: ClassSort): readonly ClassRow[] {
  const byName = (a: ClassRow, b: ClassRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const sign = descending ? -1 : 1;
  const compare = column === 'name' ? byName : (a: ClassRow, b: ClassRow) => a[column] - b[column];
  return rows.toSorted((a, b) => sign * compare(a, b) || byName(a, b));
}

/** The order after a click on a column: the other way round, or what is worst first; names from the first. */
export function sortAfter({ column, descending }: ClassSort, clicked: ClassColumn): ClassSort {
  if (clicked === column) return { column, descending: !descending };
  return { column: clicked, descending: clicked === 'support' };
}
