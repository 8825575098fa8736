import { basename } from 'node:path';
import { WinnowError } from '../../shared/errors.ts';
import { type ChosenColumns, FETCH_ROLES, type FetchColumns, type FetchRole } from '../../shared/fetch.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import type { HeadColumn } from '../predictions/detect-columns.ts';
import { type Cell, createPauses, isNumberList, type PredictionTable } from '../predictions/prediction-file.ts';
import { readHeadColumns } from '../predictions/preview-predictions.ts';
import { openTable } from '../predictions/read-table.ts';
import { detectUrlColumns } from './detect-url-columns.ts';

/** A row of a table of addresses; text '' where there is none. */
export interface UrlRow {
  /** Place among the rows of the table, from 1. */
  readonly row: number;
  readonly texts: Readonly<Record<FetchRole, string>>;
  /** Of the columns that have no role, in their order. */
  readonly others: readonly Cell[];
}

/** A file as rows of addresses. Close it when done. */
export interface UrlTable {
  readonly format: string;
  readonly rows: number | null;
  readonly head: readonly HeadColumn[];
  readonly mapping: FetchColumns;
  /** Names of the columns that have no role. */
  readonly others: readonly string[];
  /** From the first row; each call reads anew. @throws {WinnowError} bad_predictions, saying where */
  read(signal: AbortSignal): AsyncGenerator<{ readonly row: UrlRow; readonly share: number }, void, void>;
  close(): Promise<void>;
}

/**
 * Opens a table of addresses and tells its columns apart.
 * @throws {WinnowError} bad_predictions, not_found, no_permission; bad_request where a column that was named is not there
 */
export async function openUrlTable(file: string, chosen: ChosenColumns, signal: AbortSignal): Promise<UrlTable> {
  const table = await openTable({ file }, signal);
  try {
    if (table.format === 'npy' || table.format === 'npz' || table.format === 'coco') throw noTable(file, table.format);
    expectColumns(file, table.columns, chosen);
    const head = await readHeadColumns(table, signal);
    const mapping = detectUrlColumns(head, chosen);
    return urlTable(table, head, mapping);
  } catch (error) {
    await table.close();
    throw error;
  }
}

function urlTable(table: PredictionTable, head: readonly HeadColumn[], mapping: FetchColumns): UrlTable {
  const roles = new Set(Object.values(mapping));
  const others = table.columns.filter((name) => !roles.has(name));
  const places = others.map((name) => table.columns.indexOf(name));
  const rolePlaces = FETCH_ROLES.map((role) => ({ role, column: table.columns.indexOf(mapping[role] ?? '') }));
  return {
    format: table.format,
    rows: table.rows,
    head,
    mapping,
    others,
    async *read(signal) {
      const pause = createPauses(signal);
      // Not what blocks say: where a file has empty lines, that may differ from reading to reading.
      let place = 0;
      for await (const block of table.blocks(signal)) {
        for (let at = 0; at < block.rows; at++) {
          const wait = pause();
          if (wait !== undefined) await wait;
          const texts: Record<FetchRole, string> = { url: '', key: '', licence: '', label: '', caption: '' };
          for (const { role, column } of rolePlaces) if (column >= 0) texts[role] = cellText(block.cell(at, column));
          const row = { row: ++place, texts, others: places.map((column) => block.cell(at, column)) };
          yield { row, share: block.share };
        }
      }
    },
    close: () => table.close(),
  };
}

/** A cell as it is written into a table of text. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  return isNumberList(cell) ? JSON.stringify(Array.from(cell)) : String(cell).trim();
}

function expectColumns(file: string, columns: readonly string[], chosen: ChosenColumns): void {
  for (const name of Object.values(chosen)) {
    if (name === null || name === undefined || columns.includes(name)) continue;
    throw new WinnowError(
      'bad_request',
      `${basename(file)} has no column "${name}".${didYouMean(name, columns)} Its columns: ${columns.join(', ')}.`,
    );
  }
}

function noTable(file: string, format: string): WinnowError {
  const what = format === 'coco' ? 'boxes of COCO' : `an array (${format.toUpperCase()})`;
  const expected = 'Expected a table of addresses: CSV, TSV, JSON, JSON lines or Parquet.';
  return new WinnowError('bad_request', `${basename(file)} holds ${what}. ${expected}`);
}
