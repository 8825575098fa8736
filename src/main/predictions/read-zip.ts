import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { badPredictions, readingError } from './prediction-file.ts';

export interface ZipEntry {
  readonly name: string;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly at: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_BYTES = 20;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const IN_64 = 0xffffffff;
const LARGEST_DIRECTORY = 64 * 1024 * 1024;

/** Entries by the directory at the end of the file [APPNOTE.TXT 4.3]. @throws {WinnowError} bad_predictions where it is damaged */
export async function readZipEntries(file: string): Promise<readonly ZipEntry[]> {
  const handle = await open(file).catch((error: unknown) => {
    throw readingError(file, error);
  });
  try {
    const { start, bytes } = await directoryOf(handle, file);
    return entriesOf(await readAt(handle, start, bytes), file);
  } finally {
    await handle.close();
  }
}

async function directoryOf(handle: FileHandle, file: string): Promise<{ readonly start: number; readonly bytes: number }> {
  const { size } = await handle.stat();
  const tailStart = Math.max(0, size - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES);
  const tail = await readAt(handle, tailStart, size - tailStart);
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw badPredictions(file, 'the directory at its end is missing. It is cut off, or no NPZ file.');
  let [bytes, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_64) {
    const end64 = await readAt(handle, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (end64.length === 56 && end64.readUInt32LE(0) === END_64) {
      [bytes, start] = [Number(end64.readBigUInt64LE(40)), Number(end64.readBigUInt64LE(48))];
    }
  }
  if (bytes > LARGEST_DIRECTORY || start + bytes > size) throw badPredictions(file, 'the directory at its end is damaged.');
  return { start, bytes };
}

/** Up to so many bytes; none beyond the end. */
async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  if (!Number.isSafeInteger(at)) return Buffer.alloc(0);
  const { bytesRead } = await handle.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function entriesOf(directory: Buffer, file: string): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length && directory.readUInt32LE(at) === ENTRY; ) {
    const [nameLength, extraLength] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30)];
    const next = at + ENTRY_BYTES + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw badPredictions(file, 'the directory at its end is cut off.');
    const extra = directory.subarray(at + ENTRY_BYTES + nameLength, at + ENTRY_BYTES + nameLength + extraLength);
    const [bytes = 0, packedBytes = 0, offset = 0] = sizes64(extra, [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    entries.push({
      name: directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength),
      method: directory.readUInt16LE(at + 10),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      crc: directory.readUInt32LE(at + 16),
      packedBytes,
      bytes,
      at: offset,
    });
    at = next;
  }
  return entries;
}

/** Sizes that do not fit 32 bits stand in an extra field, in this order, only those that do not. */
function sizes64(extra: Buffer, sizes: readonly number[]): readonly number[] {
  let found: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) found = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let at = 0;
  return sizes.map((size) => {
    if (size !== IN_64 || at + 8 > found.length) return size;
    at += 8;
    return Number(found.readBigUInt64LE(at - 8));
  });
}

/** An entry's bytes, unpacked and compared with its check sum. @throws {WinnowError} bad_predictions where they are damaged */
export async function* readZipEntry(file: string, entry: ZipEntry, signal: AbortSignal): AsyncGenerator<Buffer, void, void> {
  const bad = (problem: string, cause?: unknown) => badPredictions(file, `"${entry.name}" ${problem}`, cause);
  if (entry.isEncrypted) throw bad('is encrypted. Save it without a password.');
  if (entry.method !== 0 && entry.method !== 8)
    throw bad(`is packed by method ${entry.method}. Use numpy.savez or savez_compressed.`);
  const start = await dataStart(file, entry);
  if (start === null || !Number.isSafeInteger(start + entry.packedBytes))
    throw bad('is not where the directory says. The file is damaged.');
  let [crc, read] = [0, 0];
  try {
    for await (const bytes of unpacked(file, entry, start, signal)) {
      read += bytes.length;
      if (read > entry.bytes) throw bad(`has more than the ${entry.bytes} bytes it claims. The file is damaged.`);
      crc = crc32(bytes, crc);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw bad('cannot be unpacked. It is damaged.', error);
    throw readingError(file, error);
  }
  if (read < entry.bytes) throw bad(`has ${read} of its ${entry.bytes} bytes. The file is cut off.`);
  if (crc !== entry.crc) throw bad('does not agree with its check sum. The file is damaged.');
}

async function dataStart(file: string, entry: ZipEntry): Promise<number | null> {
  const handle = await open(file);
  try {
    const local = await readAt(handle, entry.at, LOCAL_BYTES);
    if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL) return null;
    return entry.at + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

function unpacked(file: string, entry: ZipEntry, start: number, signal: AbortSignal): AsyncIterable<Buffer> {
  if (entry.packedBytes === 0) return (async function* () {})();
  const packed = createReadStream(file, { start, end: start + entry.packedBytes - 1, signal });
  if (entry.method === 0) return packed;
  const inflate = createInflateRaw();
  // Its errors come out of what is iterated.
  pipeline(packed, inflate, () => undefined);
  return inflate;
}
