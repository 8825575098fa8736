import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type DecodedArray, type FileMetaData, parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet';
import { WinnowError } from '../../shared/errors.ts';
import type { ParquetColumn, ParquetFacts } from './calls.ts';
import { CODEC_NAMES, CODECS } from './codecs.ts';

/** Of a row group, unpacked; one is held at a time. */
const LARGEST_GROUP_BYTES = 1024 ** 3;

interface RowGroupColumns {
  readonly start: number;
  readonly columns: readonly ParquetColumn[];
}

export interface ParquetRows {
  readonly facts: ParquetFacts;
  read(from: number, to: number): Promise<readonly ParquetColumn[]>;
}

/** @throws {WinnowError} bad_predictions: damaged, too large, or packed in a way that is not read */
export async function openParquet(file: string): Promise<ParquetRows> {
  const handle = await open(file);
  try {
    return await rowsOf(file, handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function rowsOf(file: string, handle: FileHandle): Promise<ParquetRows> {
  const source = { byteLength: (await handle.stat()).size, slice: (start: number, end?: number) => sliceOf(handle, start, end) };
  return await refusing(file, async () => {
    const metadata = await parquetMetadataAsync(source);
    expectReadable(file, metadata);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    const scan = await parquetScan({ file: source, metadata, compressors: CODECS });
    const rows = Number(metadata.num_rows);
    const readGroup = async (rowStart: number, rowEnd: number): Promise<readonly ParquetColumn[]> =>
      (await Promise.all(columns.map((column) => scan.readColumn({ column, rowStart, rowEnd })))).map(plain);
    let held: RowGroupColumns | null = null;
    return {
      facts: { columns, rows },
      read: async (from, to) =>
        await refusing(file, async () => {
          const parts: (readonly ParquetColumn[])[] = [];
          for (const { rowStart, rowEnd } of scan.ranges) {
            if (rowEnd <= from || rowStart >= to) continue;
            const group: RowGroupColumns =
              held?.start === rowStart ? held : { start: rowStart, columns: await readGroup(rowStart, rowEnd) };
            held = group;
            const [start, end] = [Math.max(from, rowStart) - rowStart, Math.min(to, rowEnd) - rowStart];
            parts.push(group.columns.map((column) => column.slice(start, end)));
          }
          return columns.map((_, i) => joined(parts.map((part) => part[i] ?? [])));
        }),
    };
  });
}

function joined(parts: readonly ParquetColumn[]): ParquetColumn {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : parts.flatMap((part) => Array.from(part));
}

/** Whole numbers of 64 bits as numbers: those of files of predictions are small. */
function plain(column: DecodedArray): ParquetColumn {
  if (column instanceof Float32Array || column instanceof Float64Array || column instanceof Int32Array) return column;
  return Array.from<unknown, unknown>(column, (value) => {
    if (typeof value === 'bigint') return Number(value);
    if (value instanceof Date) return value.toISOString();
    return value instanceof Uint8Array ? Buffer.from(value).toString() : value;
  });
}

async function sliceOf(handle: FileHandle, start: number, end?: number): Promise<ArrayBuffer> {
  const length = (end ?? (await handle.stat()).size) - start;
  if (!(start >= 0 && length >= 0 && length <= LARGEST_GROUP_BYTES)) throw new RangeError(`no bytes ${start} to ${end}`);
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, start);
  if (bytesRead < length) throw new RangeError(`${bytesRead} of ${length} bytes at ${start}`);
  return bytes.buffer;
}

function expectReadable(file: string, { row_groups: groups, num_rows: rows }: FileMetaData): void {
  const bad = (problem: string) => new WinnowError('bad_predictions', `${basename(file)}: ${problem}`);
  const total = groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (Number(rows) !== total) throw bad(`says it has ${rows} rows, its parts ${total}. It is damaged: write it again.`);
  if (groups.some((group) => Number(group.total_byte_size) > LARGEST_GROUP_BYTES)) {
    throw bad('a row group is larger than 1 GiB. Write it with smaller ones (row_group_size=100000).');
  }
  for (const { columns } of groups) {
    for (const { meta_data: meta } of columns) {
      if (meta === undefined) throw bad('a column is encrypted, or in another file. Write it as one file without encryption.');
      if (meta.codec !== 'UNCOMPRESSED' && meta.codec !== 'SNAPPY' && CODECS[meta.codec] === undefined) {
        throw bad(`is compressed with ${meta.codec}. Read are ${CODEC_NAMES}: write it with compression="snappy".`);
      }
    }
  }
}

async function refusing<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WinnowError) throw error;
    // A TypeError is about hyparquet's own variables: no word for a person.
    const isInner = !(error instanceof Error) || error instanceof TypeError;
    const reason = isInner ? 'its parts do not fit together' : error.message;
    const message = `${basename(file)}: cannot be read as Parquet (${reason}). It is cut off or damaged: write it again.`;
    throw new WinnowError('bad_predictions', message, { cause: error });
  }
}
