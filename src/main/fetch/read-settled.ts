import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import { WinnowError } from '../../shared/errors.ts';
import { FETCH_STATUSES } from '../../shared/fetch.ts';
import { failureCode } from '../db/storage-error.ts';
import { csvLine, headColumn, type Settled } from './fetched-list.ts';

/** A row that an earlier run settled. */
export interface SettledRow extends Settled {
  readonly row: number;
  readonly url: string;
}

export interface SettledOptions {
  /** Of the pictures. */
  readonly folder: string;
  readonly list: string;
  readonly header: readonly string[];
  /** Rows that failed for good are forgotten, too. */
  readonly retry: boolean;
  readonly signal: AbortSignal;
}

/** Rows whose files are looked for at a time. */
const BATCH_ROWS = 256;

/**
 * Reads what earlier runs have settled, and leaves in the list only that: not rows that may go well now, nor those whose file
 * is gone, nor a last line that a kill cut off. Makes the list where there is none.
 * @param onRow called for each row that stays
 * @throws {WinnowError} output_exists where the list is another one; AbortError; the system's error
 */
export async function readSettled(options: SettledOptions, onRow: (row: SettledRow) => void): Promise<void> {
  const { list, header, signal } = options;
  const aside = `${list}.new`;
  await rm(aside, { force: true });
  const kept = await open(aside, 'w');
  try {
    await kept.appendFile(csvLine(header));
    for await (const records of readRecords(list, header, signal)) {
      const rows = await Promise.all(records.map((record) => settledRow(record, options)));
      const lines: string[] = [];
      for (const [at, row] of rows.entries()) {
        if (row === null) continue;
        onRow(row);
        lines.push(csvLine(records[at] ?? []));
      }
      await kept.appendFile(lines.join(''));
    }
    await kept.sync();
  } finally {
    await kept.close();
  }
  await rename(aside, list);
}

/** Null where it does not stay. */
async function settledRow(record: readonly string[], { folder, header, retry }: SettledOptions): Promise<SettledRow | null> {
  if (record.length !== header.length) return null;
  const cell = (name: Parameters<typeof headColumn>[0]): string => record[headColumn(name)] ?? '';
  const status = FETCH_STATUSES.find((one) => one === cell('status'));
  const row = Number(cell('row'));
  const path = cell('path');
  if (status === undefined || status === 'unreachable' || !Number.isSafeInteger(row)) return null;
  if (path === '' ? retry : !(await isFile(join(folder, path)))) return null;
  const sizeBytes = cell('sizeBytes') === '' ? null : Number(cell('sizeBytes'));
  return { row, url: cell('url'), status, path, reason: cell('reason'), sha256: cell('sha256'), sizeBytes };
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function* readRecords(
  list: string,
  header: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string[][], void, void> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true });
  const file = createReadStream(list);
  file.on('error', (error) => parser.destroy(error));
  let batch: string[][] = [];
  let isFirst = true;
  try {
    for await (const record of file.pipe(parser) as AsyncIterable<string[]>) {
      signal.throwIfAborted();
      if (isFirst) expectHeader(list, record, header);
      else batch.push(record);
      isFirst = false;
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    // A line that was cut off by a kill, or no list yet.
    if (!(error instanceof CsvError) && failureCode(error) !== 'ENOENT') throw error;
  } finally {
    file.destroy();
  }
  if (batch.length > 0) yield batch;
}

function expectHeader(list: string, found: readonly string[], header: readonly string[]): void {
  if (isDeepStrictEqual(found, header)) return;
  const message = `${list} has other columns than Winnow gave it: ${found.join(', ')}. Put it back as it was, or choose a new folder.`;
  throw new WinnowError('output_exists', message);
}
