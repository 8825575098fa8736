import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { badPredictions, createPauses, readingError } from './prediction-file.ts';
import { type ByteReader, readBytes } from './read-bytes.ts';
import { isTextual, type NpyHeader, readNpyHeader } from './read-npy-header.ts';
import { floatsOf, numbersOf, textsOf } from './read-npy-values.ts';
import { readZipEntry, type ZipEntry } from './read-zip.ts';

/** An array in a file: an NPY file, or an entry of an NPZ. */
export interface ArrayPlace {
  readonly file: string;
  /** For messages. */
  readonly what: string;
  readonly header: NpyHeader;
  /** The whole entry anew, the header included. */
  pieces(signal: AbortSignal): AsyncIterable<Buffer>;
}

/** @throws {WinnowError} bad_predictions where header and length do not agree, or the type is not read */
export async function findNpy(file: string): Promise<ArrayPlace> {
  const pieces = async function* (signal: AbortSignal): AsyncGenerator<Buffer, void, void> {
    try {
      yield* createReadStream(file, { signal }) as AsyncIterable<Buffer>;
    } catch (error) {
      throw readingError(file, error);
    }
  };
  try {
    return await arrayPlace(file, 'the array', (await stat(file)).size, pieces);
  } catch (error) {
    throw readingError(file, error);
  }
}

/** The same of an entry `NAME.npy`. */
export async function findNpzArray(file: string, entry: ZipEntry): Promise<ArrayPlace> {
  return await arrayPlace(file, `"${arrayName(entry)}"`, entry.bytes, (signal) => readZipEntry(file, entry, signal));
}

/** The name it was saved by. */
export function arrayName({ name }: ZipEntry): string {
  return name.replace(/\.npy$/, '');
}

async function arrayPlace(file: string, what: string, bytes: number, pieces: ArrayPlace['pieces']): Promise<ArrayPlace> {
  const stream = pieces(new AbortController().signal)[Symbol.asyncIterator]();
  try {
    const { reader, taken } = counting(readBytes(stream));
    const header = await readNpyHeader(reader, file, what);
    const [expected, found] = [header.values * header.size, bytes - taken()];
    if (expected !== found) {
      const shape = `(${header.shape.join(', ')})`;
      throw badPredictions(
        file,
        `${what} has ${found} bytes of values; its shape ${shape} needs ${expected}. It is cut off or damaged: save it again.`,
      );
    }
    return { file, what, header, pieces };
  } finally {
    await stream.return?.();
  }
}

function counting(bytes: ByteReader): { readonly reader: ByteReader; readonly taken: () => number } {
  let count = 0;
  return {
    reader: {
      async take(length) {
        const taken = await bytes.take(length);
        count += taken.length;
        return taken;
      },
    },
    taken: () => count,
  };
}

const BLOCK_BYTES = 1024 * 1024;
/** Values of an array that must be turned around in memory: 1 GiB. */
const LARGEST_TURNED = 2 ** 28;

export interface MatrixBlock {
  readonly firstRow: number;
  readonly rows: number;
  /** rows × width */
  readonly values: Float32Array;
}

/** Rows of a matrix in blocks of about a megabyte. Fortran order is turned around in memory first. */
export async function* readMatrix(place: ArrayPlace, signal: AbortSignal): AsyncGenerator<MatrixBlock, void, void> {
  const [rows = 0, width = 1] = place.header.shape;
  const rowBytes = width * place.header.size;
  const step = Math.max(1, Math.floor(BLOCK_BYTES / Math.max(1, rowBytes)));
  const turned = place.header.isFortranOrder && width > 1 ? await turnedMatrix(place, rows, width, signal) : null;
  const stream = turned === null ? await openValues(place, signal) : null;
  try {
    for (let from = 0; from < rows; from += step) {
      const count = Math.min(step, rows - from);
      const values =
        stream === null
          ? (turned as Float32Array).subarray(from * width, (from + count) * width)
          : floatsOf(await takeAll(stream.bytes, count * rowBytes, place), place.header);
      yield { firstRow: from + 1, rows: count, values };
    }
    await stream?.finish();
  } finally {
    await stream?.close();
  }
}

/** @returns the values of a list: numbers, or text where it is text */
export async function readVector(place: ArrayPlace, signal: AbortSignal): Promise<Float64Array | readonly string[]> {
  const { header } = place;
  const stream = await openValues(place, signal);
  const pause = createPauses(signal);
  try {
    const texts: string[] = [];
    const numbers = new Float64Array(isTextual(header) ? 0 : header.values);
    const step = Math.max(1, Math.floor(BLOCK_BYTES / 16 / Math.max(1, header.size)));
    for (let from = 0; from < header.values; from += step) {
      const count = Math.min(step, header.values - from);
      const bytes = await takeAll(stream.bytes, count * header.size, place);
      if (isTextual(header)) for (const text of textsOf(bytes, header, count)) texts.push(text);
      else numbers.set(numbersOf(bytes, header), from);
      await pause();
    }
    await stream.finish();
    return isTextual(header) ? texts : numbers;
  } finally {
    await stream.close();
  }
}

interface Values {
  readonly bytes: ByteReader;
  /** Reads to the end, where a check sum is compared. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

async function openValues({ file, what, pieces }: ArrayPlace, signal: AbortSignal): Promise<Values> {
  const stream = pieces(signal)[Symbol.asyncIterator]();
  const bytes = readBytes(stream);
  await readNpyHeader(bytes, file, what);
  return {
    bytes,
    finish: async () => void (await bytes.take(1)),
    close: async () => void (await stream.return?.()),
  };
}

async function takeAll(bytes: ByteReader, length: number, { file, what }: ArrayPlace): Promise<Buffer> {
  const taken = await bytes.take(length);
  if (taken.length < length) throw badPredictions(file, `${what} ends before its last value. It is cut off: save it again.`);
  return taken;
}

async function turnedMatrix(place: ArrayPlace, rows: number, width: number, signal: AbortSignal): Promise<Float32Array> {
  const { header, file, what } = place;
  if (header.values > LARGEST_TURNED) {
    throw badPredictions(file, `${what} is too large to be read in Fortran order. Save it with numpy.ascontiguousarray.`);
  }
  const turned = new Float32Array(header.values);
  const stream = await openValues(place, signal);
  const step = Math.floor(BLOCK_BYTES / 4 / header.size);
  const pause = createPauses(signal);
  try {
    for (let from = 0; from < header.values; from += step) {
      const count = Math.min(step, header.values - from);
      const values = floatsOf(await takeAll(stream.bytes, count * header.size, place), header);
      let [row, column] = [from % rows, Math.floor(from / rows)];
      for (const value of values) {
        turned[row * width + column] = value;
        row += 1;
        if (row === rows) [row, column] = [0, column + 1];
      }
      for (let n = 0; n < 64; n++) await pause();
    }
    await stream.finish();
  } finally {
    await stream.close();
  }
  return turned;
}
