import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

/** Rows of one model, in its directory: float16, little endian, as the model gave them. */
export const VECTORS_FILE = 'vectors.f16';

/** Largest finite float16. */
const LARGEST_HALF = 65_504;

/** Bytes of a row in the file. */
export function rowBytes(dimensions: number): number {
  return dimensions * Float16Array.BYTES_PER_ELEMENT;
}

/** A vector and its place: the number of rows before it. */
export interface PlacedVector {
  readonly place: number;
  readonly vector: Float32Array;
}

export interface VectorFile {
  /** Resolves once the disk has them. @throws the system's errors, ENOSPC among them: then none of them counts */
  write(rows: readonly PlacedVector[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a model's file for its one writer, making it and its directory where they are not there.
 * @param end rows that count; what a kill left behind them is cut off
 */
export async function openVectorFile(directory: string, dimensions: number, end: number): Promise<VectorFile> {
  await mkdir(directory, { recursive: true });
  const file = await open(join(directory, VECTORS_FILE), constants.O_RDWR | constants.O_CREAT, 0o644);
  try {
    await file.truncate(end * rowBytes(dimensions));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    async write(rows) {
      for (const run of runsOf(rows))
        await writeAll(file, halvesOf(run, dimensions), (run[0]?.place ?? 0) * rowBytes(dimensions));
      await file.datasync();
    },
    close: () => file.close(),
  };
}

/** Rows that lie one behind the other are written at once. */
function runsOf(rows: readonly PlacedVector[]): readonly (readonly PlacedVector[])[] {
  const runs: PlacedVector[][] = [];
  let before = Number.NaN;
  for (const row of rows.toSorted((a, b) => a.place - b.place)) {
    if (row.place === before + 1) runs.at(-1)?.push(row);
    else runs.push([row]);
    before = row.place;
  }
  return runs;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

function halvesOf(rows: readonly PlacedVector[], dimensions: number): Uint8Array {
  const halves = new Float16Array(rows.length * dimensions);
  for (const [i, { vector }] of rows.entries()) halves.set(toHalfRange(vector), i * dimensions);
  return new Uint8Array(halves.buffer);
}

/**
 * A vector with a number too large for float16 is made shorter until that fits: it keeps its direction, which is what
 * similarity is about.
 */
export function toHalfRange(vector: Float32Array): Float32Array {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest <= LARGEST_HALF ? vector : vector.map((value) => (value / largest) * LARGEST_HALF);
}
