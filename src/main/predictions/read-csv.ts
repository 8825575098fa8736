import { CsvError, type Options, parse } from 'csv-parse';
import { hasImageName } from '../../workers/scan/is-image-file.ts';
import { encodingOf, readHead } from './detect-format.ts';
import { badPredictions, differentNames, type PredictionTable, type TableBlock } from './prediction-file.ts';
import { LONGEST_TEXT, readText } from './read-text.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const LINES_LOOKED_AT = 20;
const NONE: ReadonlySet<number> = new Set();

/**
 * CSV and its relatives: quoted fields, any of four delimiters. The first row names the columns, unless it holds an image's
 * name or an address.
 */
export async function openCsv(file: string): Promise<PredictionTable> {
  const head = await readHead(file);
  const delimiter = delimiterOf(new TextDecoder(encodingOf(head)).decode(head));
  const first = await firstRecord(file, delimiter);
  if (first === null) throw badPredictions(file, 'has no rows. Expected a header and a row for each sample.');
  const hasHeader = !first.some((cell) => hasImageName(cell) || /^https?:\/\//i.test(cell));
  const columns = differentNames(hasHeader ? first : first.map(() => ''));
  return {
    format: 'csv',
    columns,
    rows: null,
    classes: null,
    async *blocks(signal) {
      let firstRow = 1;
      let isHeader = hasHeader;
      for await (const { records, share } of readRecords(file, delimiter, signal)) {
        const rows = isHeader ? records.slice(1) : records;
        // The first piece of a file may end before its first line does.
        isHeader &&= records.length === 0;
        if (rows.length > 0) yield csvBlock(rows, columns.length, firstRow, share);
        firstRow += rows.length;
      }
    },
    close: async () => undefined,
  };
}

type Record = readonly string[];

function csvBlock(records: readonly Record[], columns: number, firstRow: number, share: number): TableBlock {
  const uneven = records.flatMap((record, row) => (record.length === columns ? [] : [row]));
  return {
    firstRow,
    rows: records.length,
    cell: (row, column) => records[row]?.[column] ?? null,
    uneven: uneven.length === 0 ? NONE : new Set(uneven),
    share,
  };
}

/** The one that cuts the first lines into the same number of fields, more than one; a comma where none does. */
export function delimiterOf(text: string): string {
  const lines = text
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r?\n/, LINES_LOOKED_AT)
    .filter((line) => line !== '');
  // The last line may be cut off.
  const whole = lines.length > 2 ? lines.slice(0, -1) : lines;
  const counted = DELIMITERS.map((delimiter) => {
    const counts = whole.map((line) => line.split(delimiter).length - 1);
    const first = counts[0] ?? 0;
    return { delimiter, first, agreeing: first === 0 ? 0 : counts.filter((count) => count === first).length };
  });
  const best = counted.toSorted((a, b) => b.agreeing - a.agreeing || b.first - a.first)[0];
  return best === undefined || best.agreeing === 0 ? ',' : best.delimiter;
}

async function firstRecord(file: string, delimiter: string): Promise<Record | null> {
  for await (const { records } of readRecords(file, delimiter, new AbortController().signal)) {
    const first = records[0];
    if (first !== undefined) return first;
  }
  return null;
}

interface RecordBatch {
  readonly records: readonly Record[];
  readonly share: number;
}

/** @throws {WinnowError} bad_predictions with the line, where a quote is left open */
async function* readRecords(file: string, delimiter: string, signal: AbortSignal): AsyncGenerator<RecordBatch, void, void> {
  const options: Options = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_TEXT,
  };
  const parser = parse(options);
  let failure: Error | null = null;
  parser.on('error', (error) => {
    failure = error;
  });
  const taken = (): Record[] => {
    const records: Record[] = [];
    for (let record: unknown = parser.read(); record !== null; record = parser.read()) records.push(record as Record);
    return records;
  };
  try {
    for await (const { text, share } of readText(file, signal)) {
      parser.write(text);
      yield { records: taken(), share };
      if (failure !== null) throw failure;
    }
    await new Promise<void>((resolve) => {
      parser
        .once('error', () => resolve())
        .once('readable', resolve)
        .once('end', resolve)
        .end();
    });
    const records = taken();
    if (failure !== null) throw failure;
    yield { records, share: 1 };
  } catch (error) {
    if (error instanceof CsvError) throw badPredictions(file, csvProblem(error), error);
    throw error;
  } finally {
    parser.destroy();
  }
}

function csvProblem(error: CsvError): string {
  const line = typeof error.lines === 'number' ? ` at line ${error.lines}` : '';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return `a quote is left open${line}. Close it, or double it where it is part of a value.`;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return `a row is longer than ${LONGEST_TEXT} characters${line}. A quote may be left open before it.`;
  return `cannot be read as CSV: ${error.message}`;
}
