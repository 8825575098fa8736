import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILES, type RunFile } from '../../workers/predictions/run-files.ts';

/** What a model said of samples, as it is stored. */
export interface RunArrays {
  readonly classes: readonly string[];
  /** Ascending, without repetition. */
  readonly ids: Uint32Array;
  /** Place in `classes`, -1 = none. */
  readonly predicted: Int32Array;
  /** NaN = none. */
  readonly confidence: Float32Array;
  /** ids × classes, row by row. */
  readonly probabilities: Float32Array | null;
  /** By `ids`, see `influences` of the regression: NaN without a label. Absent: not known. */
  readonly influence?: Float32Array;
  /** Of a detector. */
  readonly boxes?: RunBoxes | null;
}

/** By box: ordered by sample, the most confident of a sample first. */
export interface RunBoxes {
  readonly ids: Uint32Array;
  /** Place in `classes`. */
  readonly classes: Int32Array;
  /** NaN = none. */
  readonly scores: Float64Array;
  /** boxes × 4: left, top, width, height in pixels of the picture as it is shown. */
  readonly places: Float64Array;
}

type Values = Uint32Array | Int32Array | Float32Array | Float64Array;

/** Written without a pause: a few milliseconds; larger than 2 GB a buffer cannot be written at all. */
const CHUNK_BYTES = 8 * 1024 * 1024;

/**
 * Makes the directory and writes a run's files into it. Resolves once the disk has them.
 * @throws the system's errors, ENOSPC among them; AbortError
 */
export async function writeRunFiles(
  directory: string,
  { ids, predicted, confidence, probabilities, influence, boxes = null }: RunArrays,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  const columns: readonly (readonly [RunFile, Values | null])[] = [
    ['ids', ids],
    ['predicted', predicted],
    ['confidence', confidence],
    ['probabilities', probabilities],
    ['influence', influence ?? null],
    ['boxIds', boxes?.ids ?? null],
    ['boxClasses', boxes?.classes ?? null],
    ['boxScores', boxes?.scores ?? null],
    ['boxPlaces', boxes?.places ?? null],
  ];
  for (const [file, values] of columns) {
    if (values !== null) await writeSynced(join(directory, RUN_FILES[file]), bytesOf(values), signal);
  }
}

async function writeSynced(file: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    for (let done = 0; done < bytes.length; ) {
      signal.throwIfAborted();
      const { bytesWritten } = await handle.write(bytes, done, Math.min(CHUNK_BYTES, bytes.length - done), done);
      done += bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const bytesOf = (values: Values): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
