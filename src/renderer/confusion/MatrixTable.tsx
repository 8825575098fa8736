import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconCopy } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { NamedRun } from '../state/confusion-part.ts';
import { useConfusionSettings } from '../state/confusion-settings.ts';
import { openPart, useConfusionStore, useOpenPart } from '../state/confusion-store.ts';
import { useMessagesStore } from '../state/messages-store.ts';
import { formatCount } from '../ui/format.ts';
import styles from './MatrixTable.module.css';
import { matrixCsv } from './matrix-csv.ts';
import { hitOf, partOf } from './matrix-scene.ts';
import { cellText, labelledAt, predictedAt, shownName } from './matrix-words.ts';
import { isRight, nameAt, placeOf, type ShownMatrix } from './shown-matrix.ts';

/** Rows, and columns, of a page. */
const PAGE = 50;

export interface MatrixTableProps {
  readonly shown: ShownMatrix;
  /** See `partClauses`. */
  readonly runs: readonly NamedRun[];
}

/** The matrix as a table of numbers; more than fifty classes by pages. */
export function MatrixTable({ shown, runs }: MatrixTableProps) {
  const focus = useConfusionStore((state) => state.focus);
  const pageOf = (place: number): number => Math.floor(Math.max(0, place) / PAGE);
  const [rowPage, setRowPage] = useState(() => (focus === null ? 0 : pageOf(placeOf(shown, focus.label))));
  const [columnPage, setColumnPage] = useState(() => (focus === null ? 0 : pageOf(placeOf(shown, focus.prediction))));
  const last = pageOf(shown.order.length - 1);
  const [rows, columns] = [placesOf(shown, Math.min(rowPage, last)), placesOf(shown, Math.min(columnPage, last))];
  return (
    <>
      <section className={styles.box} aria-label="Confusion matrix as a table">
        <Cells shown={shown} runs={runs} rows={rows} columns={columns} />
      </section>
      <div className={styles.bar}>
        {last === 0 ? null : (
          <>
            <Pages title="Labels" places={rows} of={shown.order.length} page={Math.min(rowPage, last)} onPage={setRowPage} />
            <Pages
              title="Predictions"
              places={columns}
              of={shown.order.length}
              page={Math.min(columnPage, last)}
              onPage={setColumnPage}
            />
          </>
        )}
        <span className={styles.space} />
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconCopy size={13} />}
          onClick={() => void copy(matrixCsv(shown))}
        >
          Copy as CSV
        </Button>
      </div>
    </>
  );
}

interface CellsProps {
  readonly shown: ShownMatrix;
  readonly runs: readonly NamedRun[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

const Cells = memo(function Cells({ shown, runs, rows, columns }: CellsProps) {
  const { normalisation } = useConfusionSettings();
  const part = useOpenPart();
  const opened = part === null ? null : hitOf(shown, part);
  const isOpen = (row: number | null, column: number | null): boolean =>
    opened !== null && ('row' in opened ? opened.row : null) === row && ('column' in opened ? opened.column : null) === column;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Rows are labels, columns are predictions. A number shows its samples.</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.corner}>
            Label ╲ Prediction
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              <button
                type="button"
                aria-pressed={isOpen(null, column)}
                onClick={() => openPart(partOf(shown, { kind: 'column', column }), runs)}
              >
                {shownName(nameAt(shown, column))}
              </button>
            </th>
          ))}
          <th scope="col">All</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">
              <button
                type="button"
                aria-pressed={isOpen(row, null)}
                onClick={() => openPart(partOf(shown, { kind: 'row', row }), runs)}
              >
                {shownName(nameAt(shown, row))}
              </button>
            </th>
            {columns.map((column) => {
              const text = cellText(shown, normalisation, row, column);
              return (
                <td key={column} data-right={isRight(shown, row, column) || undefined}>
                  {text === '' ? (
                    <span className={styles.zero}>0</span>
                  ) : (
                    <button
                      type="button"
                      // Thousands of stops are of no use: keys go from cell to cell in the picture.
                      tabIndex={-1}
                      aria-pressed={isOpen(row, column)}
                      onClick={() => openPart(partOf(shown, { kind: 'cell', row, column }), runs)}
                    >
                      {text}
                    </button>
                  )}
                </td>
              );
            })}
            <td className={styles.sum}>{formatCount(labelledAt(shown, row))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">All</th>
          {columns.map((column) => (
            <td key={column} className={styles.sum}>
              {formatCount(predictedAt(shown, column))}
            </td>
          ))}
          <td className={styles.sum}>{formatCount(shown.total)}</td>
        </tr>
      </tfoot>
    </table>
  );
});

interface PagesProps {
  readonly title: string;
  readonly places: readonly number[];
  readonly of: number;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Pages({ title, places, of, page, onPage }: PagesProps) {
  const [first, last] = [(places[0] ?? 0) + 1, (places.at(-1) ?? 0) + 1];
  return (
    <span className={styles.pages}>
      <ActionIcon size={22} aria-label={`${title} before`} disabled={first === 1} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={14} />
      </ActionIcon>
      {`${title} ${formatCount(first)}–${formatCount(last)} of ${formatCount(of)}`}
      <ActionIcon size={22} aria-label={`${title} after`} disabled={last === of} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={14} />
      </ActionIcon>
    </span>
  );
}

function placesOf({ order }: ShownMatrix, page: number): readonly number[] {
  const first = page * PAGE;
  return Array.from({ length: Math.min(PAGE, order.length - first) }, (_, k) => first + k);
}

async function copy(text: string): Promise<void> {
  const { say } = useMessagesStore.getState();
  try {
    await navigator.clipboard.writeText(text);
    say('The matrix is on the clipboard.');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`The browser did not let the matrix onto the clipboard: ${why}`, { tone: 'error' });
  }
}
