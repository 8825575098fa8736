import { badPredictions, type PredictionTable, type TableBlock } from './prediction-file.ts';
import { type FlatRow, flattenRow } from './read-flat-row.ts';
import { type JsonElement, parseLenient, readJsonElements } from './read-json-elements.ts';
import { readLines } from './read-text.ts';

/** Rows whose keys become the columns. */
const ROWS_LOOKED_AT = 1000;
/** More than this many of them are worked through at a time nowhere. */
const BLOCK_ROWS = 1024;
const NONE: ReadonlySet<number> = new Set();

/** Columns of objects of an outermost object are these: the key, and a value that is no object. */
const KEY_COLUMN = 'path';
const VALUE_COLUMN = 'prediction';

interface PlacedRow {
  readonly row: number;
  readonly cells: FlatRow;
}

interface RowBatch {
  readonly rows: readonly PlacedRow[];
  readonly share: number;
}

type ReadRows = (signal: AbortSignal) => AsyncGenerator<RowBatch, void, void>;

/** An object a line. Nested objects become columns `outer.inner`. */
export async function openJsonLines(file: string): Promise<PredictionTable> {
  return await tableOf(file, 'jsonl', async function* (signal) {
    for await (const lines of readLines(file, signal)) {
      const rows = lines.map(({ text, line }) => {
        const value = parseLenient(text, file, `line ${line}`);
        if (!isObject(value))
          throw badPredictions(file, `line ${line} is no object. Expected {"path": …, "prediction": …} a line.`);
        return { row: line, cells: flattenRow(value) };
      });
      yield { rows, share: lines.at(-1)?.share ?? 0 };
    }
  });
}

/** A list of objects; or one object of paths, with a class, probabilities or an object each. */
export async function openJson(file: string): Promise<PredictionTable> {
  return await tableOf(file, 'json', async function* (signal) {
    for await (const { elements, share } of readJsonElements(file, signal)) {
      yield { rows: elements.map((element) => ({ row: element.place, cells: rowOf(file, element) })), share };
    }
  });
}

function rowOf(file: string, { key, place, value }: JsonElement): FlatRow {
  if (key === null) {
    if (isObject(value)) return flattenRow(value);
    throw badPredictions(file, `element ${place} is no object. Expected [{"path": …, "prediction": …}, …].`);
  }
  if (Array.isArray(value) && isObject(value[0])) {
    const advice = 'Expected a list of rows, or an object with a path for each key.';
    throw badPredictions(file, `holds a list of objects under "${key}". ${advice} Save that list by itself.`);
  }
  const cells = new Map(isObject(value) ? flattenRow(value) : flattenRow({ [VALUE_COLUMN]: value }));
  return cells.set(KEY_COLUMN, key);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function tableOf(file: string, format: 'json' | 'jsonl', read: ReadRows): Promise<PredictionTable> {
  const columns = await columnsOf(read);
  if (columns.length === 0) throw badPredictions(file, 'has no rows. Expected an object for each sample.');
  return {
    format,
    columns,
    rows: null,
    classes: null,
    async *blocks(signal) {
      for await (const { rows, share } of read(signal)) {
        for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
          yield jsonBlock(rows.slice(from, from + BLOCK_ROWS), columns, share);
        }
      }
    },
    close: async () => undefined,
  };
}

async function columnsOf(read: ReadRows): Promise<readonly string[]> {
  const columns = new Set<string>();
  let looked = 0;
  for await (const { rows } of read(new AbortController().signal)) {
    for (const { cells } of rows) for (const column of cells.keys()) columns.add(column);
    looked += rows.length;
    if (looked >= ROWS_LOOKED_AT) break;
  }
  return [...columns];
}

function jsonBlock(rows: readonly PlacedRow[], columns: readonly string[], share: number): TableBlock {
  return {
    firstRow: rows[0]?.row ?? 1,
    rows: rows.length,
    cell: (row, column) => rows[row]?.cells.get(columns[column] ?? '') ?? null,
    uneven: NONE,
    share,
  };
}
