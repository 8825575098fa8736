import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILES, type RunFile } from './run-files.ts';

/** Bytes read without a pause. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** A file of a run that is gone, or ends before what its row says of it. */
export class RunLost extends Error {
  constructor(file: string) {
    super(`${file} is gone or cut off.`);
    this.name = 'RunLost';
  }
}

type Values = Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Fills an array from a run's file. @throws {RunLost} */
export async function readRunFile<T extends Values>(
  directory: string,
  file: RunFile,
  values: T,
  checkpoint: () => Promise<void>,
): Promise<T> {
  await withRunFile(directory, file, async (handle) => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    for (let done = 0; done < bytes.length; done += CHUNK_BYTES) {
      await fill(handle, bytes.subarray(done, done + CHUNK_BYTES), done, directory);
      await checkpoint();
    }
  });
  return values;
}

/** Some of the rows of probabilities, and how many rows stand before them. */
export interface ProbabilityRows {
  readonly first: number;
  /** Rows × classes; another's after the next step. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** Goes through the probabilities without holding them all. @throws {RunLost} */
export async function eachProbabilityRows(
  directory: string,
  shape: { readonly samples: number; readonly classes: number },
  use: (rows: ProbabilityRows) => Promise<void>,
): Promise<void> {
  const { samples, classes } = shape;
  const rowsAtOnce = Math.max(1, Math.floor(CHUNK_BYTES / Float32Array.BYTES_PER_ELEMENT / classes));
  const buffer = new Float32Array(Math.min(samples, rowsAtOnce) * classes);
  await withRunFile(directory, 'probabilities', async (handle) => {
    for (let first = 0; first < samples; first += rowsAtOnce) {
      const values = buffer.subarray(0, Math.min(rowsAtOnce, samples - first) * classes);
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      await fill(handle, bytes, first * classes * Float32Array.BYTES_PER_ELEMENT, directory);
      await use({ first, values });
    }
  });
}

/** Reads values from a place in a file. @throws {RunLost} */
export async function fillFrom(handle: FileHandle, values: Values, place: number, directory: string): Promise<void> {
  await fill(
    handle,
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    place * values.BYTES_PER_ELEMENT,
    directory,
  );
}

/** @throws {RunLost} where it cannot be opened */
export async function withRunFile<T>(directory: string, file: RunFile, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const path = join(directory, RUN_FILES[file]);
  const handle = await open(path).catch(() => {
    throw new RunLost(path);
  });
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

async function fill(handle: FileHandle, bytes: Uint8Array, from: number, directory: string): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done);
    if (bytesRead === 0) throw new RunLost(directory);
    done += bytesRead;
  }
}
