import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { WinnowError } from '../../shared/errors.ts';
import type { ParquetCalls, ParquetColumn } from '../../workers/parquet/calls.ts';
import { workerChannel } from '../../workers/rpc/channel.ts';
import { connect } from '../../workers/rpc/client.ts';
import { entryUrl } from '../../workers/rpc/entry-url.ts';
import { readHead } from './detect-format.ts';
import { badPredictions, differentNames, type PredictionTable, type TableBlock } from './prediction-file.ts';
import { type FlatRow, flattenRow } from './read-flat-row.ts';

const BLOCK_ROWS = 2048;
const BLOCK_CELLS = 200_000;
const MEMORY_MB = 2048;
/** A row group of a gigabyte is unpacked in some seconds. */
const LONGEST_CALL_MS = 60_000;
const ROWS_LOOKED_AT = 256;
const NONE: ReadonlySet<number> = new Set();

/**
 * Parquet, read in a thread of its own, with limits: a damaged file may ask for any memory and time.
 * @throws {WinnowError} bad_predictions
 */
export async function openParquetTable(file: string): Promise<PredictionTable> {
  await readHead(file);
  const worker = new Worker(entryUrl('parquet/parquet.worker'), {
    name: 'parquet',
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const client = connect<ParquetCalls>(workerChannel(worker));
  const close = async (): Promise<void> => void (await worker.terminate());

  async function call<N extends keyof ParquetCalls & string>(
    name: N,
    input: ParquetCalls[N]['input'],
  ): Promise<ParquetCalls[N]['output']> {
    const settled = new AbortController();
    void wait(LONGEST_CALL_MS, null, { signal: settled.signal, ref: false }).then(close, () => undefined);
    try {
      return await client.call(name, input);
    } catch (error) {
      if (!(error instanceof WinnowError) || error.code !== 'compute_crashed') throw error;
      throw badPredictions(
        file,
        'could not be read as Parquet within the limits of memory and time. It may be damaged: write it again.',
        error,
      );
    } finally {
      settled.abort();
    }
  }

  try {
    const facts = await call('open', { file });
    if (facts.rows === 0) throw badPredictions(file, 'has no rows. Expected one for each sample.');
    const head = await call('read', { from: 0, to: Math.min(facts.rows, ROWS_LOOKED_AT) });
    const shape = shapeOf(facts.columns, head);
    const step = Math.max(1, Math.min(BLOCK_ROWS, Math.floor(BLOCK_CELLS / facts.columns.length)));
    return {
      format: 'parquet',
      columns: shape.columns,
      rows: facts.rows,
      classes: null,
      async *blocks(signal) {
        for (let from = 0; from < facts.rows; from += step) {
          signal.throwIfAborted();
          const rows = Math.min(step, facts.rows - from);
          const read = await call('read', { from, to: from + rows });
          if (read.some((column) => column.length < rows))
            throw badPredictions(file, `ends after row ${from}. It is cut off: write it again.`);
          yield { firstRow: from + 1, rows, cell: shape.cellsOf(read), uneven: NONE, share: (from + rows) / facts.rows };
        }
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Shape {
  readonly columns: readonly string[];
  cellsOf(read: readonly ParquetColumn[]): TableBlock['cell'];
}

/** Columns of objects become columns of what they hold. */
function shapeOf(names: readonly string[], head: readonly ParquetColumn[]): Shape {
  const places: { readonly source: number; readonly inner: string | null; readonly name: string }[] = [];
  for (const [source, name] of names.entries()) {
    const inner = new Set<string>();
    for (const value of head[source] ?? [])
      if (isNested(value)) for (const key of flattenRow({ [name]: value }).keys()) inner.add(key);
    if (inner.size === 0) places.push({ source, inner: null, name });
    else for (const key of inner) places.push({ source, inner: key, name: key });
  }
  return {
    columns: differentNames(places.map(({ name }) => name)),
    cellsOf(read) {
      const flat = new Map<number, FlatRow[]>();
      for (const { source, inner } of places) {
        if (inner === null || flat.has(source)) continue;
        flat.set(
          source,
          Array.from(read[source] ?? [], (value) => flattenRow({ [names[source] ?? '']: value })),
        );
      }
      return (row, column) => {
        const place = places[column];
        if (place === undefined) return null;
        if (place.inner !== null) return flat.get(place.source)?.[row]?.get(place.inner) ?? null;
        const value: unknown = read[place.source]?.[row];
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
        if (value === null || value === undefined) return null;
        return flattenRow({ value }).get('value') ?? null;
      };
    },
  };
}

/** An object, or a list that is more than numbers. */
function isNested(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  return !Array.isArray(value) || value.some((one) => typeof one === 'object' && one !== null);
}
