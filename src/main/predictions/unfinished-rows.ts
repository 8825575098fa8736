import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WaitingSample } from '../index/embedding-rows.ts';

type Picture = Pick<WaitingSample, 'id' | 'content'>;

/** Rows that a classifier gave, on disk until they are a run: who is stopped goes on from there. */
export interface UnfinishedRows {
  /** Whether there is a row of this version of the picture. */
  has(picture: Picture): boolean;
  append(rows: readonly { readonly picture: Picture; readonly row: Float32Array }[]): Promise<void>;
  /** The rows of these samples, as far as there are any, by id. @throws AbortError */
  gather(ids: ReadonlySet<number>, signal: AbortSignal): Promise<{ readonly ids: Uint32Array; readonly values: Float32Array }>;
  close(): Promise<void>;
}

/** `id` u32, the first 8 bytes of the content hash, then the row in float32; little endian. */
const CONTENT_BYTES = 8;
const HEAD_BYTES = 4 + CONTENT_BYTES;
/** Bytes read without a pause. */
const CHUNK_BYTES = 4 * 1024 * 1024;

const rowsDirectory = (directory: string): string => join(directory, 'unfinished-predictions');

/**
 * Opens what there is of a model's rows; those of other models go, so that no more than one is kept.
 * @param directory of the index @param identity of the model and how it is used @param width numbers a row
 */
export async function openUnfinishedRows(directory: string, identity: string, width: number): Promise<UnfinishedRows> {
  const place = rowsDirectory(directory);
  const name = `${identity}-${width}`;
  await mkdir(place, { recursive: true });
  for (const other of await readdir(place)) if (other !== name) await rm(join(place, other), { recursive: true, force: true });
  const file = await open(join(place, name), constants.O_RDWR | constants.O_CREAT, 0o644);
  const recordBytes = HEAD_BYTES + width * Float32Array.BYTES_PER_ELEMENT;
  /** Of each sample the newest. */
  const recordOf = new Map<number, { readonly record: number; readonly content: string }>();
  let end = 0;
  try {
    const { size } = await file.stat();
    end = Math.floor(size / recordBytes);
    for await (const { record, bytes } of recordsOf(file, end, recordBytes)) {
      const id = bytes.readUInt32LE(0);
      // What a power cut left unwritten reads as zeros.
      if (id === 0) end = Math.min(end, record);
      else if (record < end) recordOf.set(id, { record, content: contentKey(bytes.subarray(4, HEAD_BYTES)) });
    }
    await file.truncate(end * recordBytes);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    has: ({ id, content }) => recordOf.get(id)?.content === contentKey(content),
    async append(rows) {
      const bytes = Buffer.concat(rows.map(({ picture, row }) => recordBytesOf(picture, row)));
      await writeAll(file, bytes, end * recordBytes);
      for (const { picture } of rows) recordOf.set(picture.id, { record: end++, content: contentKey(picture.content) });
    },
    async gather(wanted, signal) {
      const ids = Uint32Array.from([...recordOf.keys()].filter((id) => wanted.has(id))).sort();
      const rowOf = new Map(Array.from(ids, (id, row) => [recordOf.get(id)?.record, row]));
      const values = new Float32Array(ids.length * width);
      for await (const { record, bytes } of recordsOf(file, end, recordBytes)) {
        signal.throwIfAborted();
        const row = rowOf.get(record);
        if (row !== undefined) new Uint8Array(values.buffer).set(bytes.subarray(HEAD_BYTES), row * width * 4);
      }
      return { ids, values };
    },
    close: () => file.close(),
  };
}

/** Once they are a run. */
export async function removeUnfinishedRows(directory: string): Promise<void> {
  await rm(rowsDirectory(directory), { recursive: true, force: true });
}

const contentKey = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

function recordBytesOf({ id, content }: Picture, row: Float32Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(id, 0);
  head.set(content.subarray(0, CONTENT_BYTES), 4);
  return Buffer.concat([head, new Uint8Array(row.buffer, row.byteOffset, row.byteLength)]);
}

async function* recordsOf(
  file: FileHandle,
  count: number,
  recordBytes: number,
): AsyncGenerator<{ readonly record: number; readonly bytes: Buffer }> {
  const atOnce = Math.max(1, Math.floor(CHUNK_BYTES / recordBytes));
  for (let first = 0; first < count; first += atOnce) {
    const bytes = Buffer.alloc(Math.min(atOnce, count - first) * recordBytes);
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, first * recordBytes + done);
      if (bytesRead === 0) return;
      done += bytesRead;
    }
    for (let at = 0; at < bytes.length; at += recordBytes) {
      yield { record: first + at / recordBytes, bytes: bytes.subarray(at, at + recordBytes) };
    }
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
