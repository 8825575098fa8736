import { type FileHandle, open } from 'node:fs/promises';
import { WinnowError } from '../../shared/errors.ts';
import { HALF_BYTES, readHalfRows } from './half-rows.ts';

/** Bytes read at once: whole rows of about that, so that others' messages come in between. */
const SLICE_BYTES = 1 << 20;

/** Rows read together: entries `from` to `to` of the places asked for, compact. */
export interface PlacedRows {
  readonly from: number;
  readonly to: number;
  /** (to - from) × dimensions. */
  readonly rows: Float32Array<ArrayBuffer>;
}

/**
 * Reads rows of half precision, some at a time.
 * @param places of the rows in the file, ascending
 * @throws {WinnowError} no_embeddings where the file is shorter than the places say
 */
export async function* readPlacedRows(file: string, dimensions: number, places: Uint32Array): AsyncGenerator<PlacedRows> {
  if (places.length === 0) return;
  const handle = await open(file, 'r');
  try {
    const most = Math.max(1, Math.floor(SLICE_BYTES / (dimensions * HALF_BYTES)));
    for (let from = 0, to = 0; from < places.length; from = to) {
      const first = places[from] as number;
      while (to < places.length && (places[to] as number) < first + most) to++;
      const count = (places[to - 1] as number) - first + 1;
      const slice = new Float32Array(count * dimensions);
      readHalfRows(await readRows(handle, file, first, count, dimensions), dimensions, slice, 0);
      yield { from, to, rows: count === to - from ? slice : compacted(slice, dimensions, places.subarray(from, to)) };
    }
  } finally {
    await handle.close();
  }
}

async function readRows(
  handle: FileHandle,
  file: string,
  first: number,
  count: number,
  dimensions: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const rowBytes = dimensions * HALF_BYTES;
  const bytes = new Uint8Array(count * rowBytes);
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, first * rowBytes + done);
    if (bytesRead === 0) {
      const found = first + Math.floor(done / rowBytes);
      const what = `${file} ends after ${found.toLocaleString('en-US')} vectors, the index expects more of them.`;
      throw new WinnowError('no_embeddings', `${what} Embed the dataset again.`);
    }
    done += bytesRead;
  }
  return bytes;
}

function compacted(slice: Float32Array<ArrayBuffer>, dimensions: number, places: Uint32Array): Float32Array<ArrayBuffer> {
  const first = places[0] as number;
  const rows = new Float32Array(places.length * dimensions);
  for (const [i, place] of places.entries()) {
    const at = (place - first) * dimensions;
    rows.set(slice.subarray(at, at + dimensions), i * dimensions);
  }
  return rows;
}
