import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import type { ConfusionMetrics } from '../../shared/class-metrics.ts';
import { useConfusionStore } from '../state/confusion-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './ClassTable.module.css';
import {
  CLASS_COLUMNS,
  type ClassColumn,
  type ClassRow,
  type ClassSort,
  classRows,
  sortAfter,
  sortedRows,
} from './class-rows.ts';
import { formatFigureChange } from './matrix-words.ts';

const TITLES: Readonly<Record<ClassColumn, string>> = {
  name: 'Class',
  precision: 'Prec.',
  recall: 'Recall',
  f1: 'F1',
  support: 'Labels',
  change: 'ΔF1',
};
const ROW_PX = 24;

export interface ClassTableProps {
  readonly names: readonly string[];
  readonly metrics: ConfusionMetrics;
  /** Of the run compared with; null: none. */
  readonly before: ConfusionMetrics | null;
}

/** Figures of each class, sorted by any of them; a click looks at its row of the matrix. */
export function ClassTable({ names, metrics, before }: ClassTableProps) {
  const [sort, setSort] = useState<ClassSort>({ column: 'f1', descending: false });
  const columns = CLASS_COLUMNS.filter((column) => (before === null ? column !== 'change' : column !== 'support'));
  const rows = useMemo(() => {
    const changes = before === null ? null : metrics.perClass.map(({ f1 }, k) => f1 - (before.perClass[k]?.f1 ?? 0));
    return sortedRows(classRows(names, metrics, changes), sort);
  }, [names, metrics, before, sort]);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const made = virtual.getVirtualItems();
  const above = made[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (made.at(-1)?.end ?? 0);
  return (
    <div ref={box} className={styles.box}>
      <table className={styles.table} aria-label="Figures of each class" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={ariaSort(column, sort)}>
                <button type="button" className={styles.sort} onClick={() => setSort(sortAfter(sort, column))}>
                  {TITLES[column]}
                  {sort.column === column ? <span aria-hidden>{sort.descending ? ' ↓' : ' ↑'}</span> : null}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {/* Only rows near the view are made. */}
          {above === 0 ? null : <tr aria-hidden style={{ height: above }} />}
          {made.map(({ index }) => {
            const row = rows[index];
            return row === undefined ? null : <Row key={row.name} row={row} index={index} columns={columns} />;
          })}
          {below <= 0 ? null : <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: ClassRow;
  readonly index: number;
  readonly columns: readonly ClassColumn[];
}

function Row({ row, index, columns }: RowProps) {
  const isFocused = useConfusionStore(({ focus }) => focus?.label === row.name);
  return (
    <tr
      className={styles.row}
      aria-rowindex={index + 2}
      data-focused={isFocused || undefined}
      data-menu-field="label"
      data-menu-value={row.name}
    >
      {columns.map((column) =>
        column === 'name' ? (
          <th key={column} scope="row">
            <button
              type="button"
              className={styles.name}
              title={`${row.name}: look at its row`}
              aria-current={isFocused || undefined}
              onClick={() => useConfusionStore.setState({ focus: { label: row.name, prediction: row.name } })}
            >
              {row.name}
            </button>
          </th>
        ) : (
          <td key={column}>{cell(row, column)}</td>
        ),
      )}
    </tr>
  );
}

function cell(row: ClassRow, column: Exclude<ClassColumn, 'name'>): string {
  if (column === 'support') return formatCount(row.support);
  return column === 'change' ? formatFigureChange(row.change) : row[column].toFixed(2);
}

function ariaSort(column: ClassColumn, sort: ClassSort): 'ascending' | 'descending' | 'none' {
  if (sort.column !== column) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}
