import { closeSync, constants, fstatSync, open as openWithCallback, read as readWithCallback, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import { type FilePlace, fileOf, stretchOf, TAR_CHANGED } from './file-place.ts';

const open = promisify(openWithCallback);
const read = promisify(readWithCallback);

/** A FIFO without a writer must not block, nor a terminal become ours; Windows has neither flag. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** An expected failure to read a file, in words for its row. */
export class UnreadableFile extends Error {}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read the file',
  EPERM: 'no permission to read the file',
  ENOENT: 'the file is no longer there',
  EIO: 'the disk reports an input/output error',
  ELOOP: 'a loop of symbolic links',
  ENXIO: 'a device or socket, not a regular file',
  EISDIR: 'a folder, not a file',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ESTALE: 'the network drive no longer knows the file',
  ETIMEDOUT: 'the network drive does not answer',
};

function rethrowUnreadable(error: NodeJS.ErrnoException): never {
  const code = error.code ?? '';
  const words = WORDS[code] ?? error.message;
  throw new UnreadableFile(code === '' ? words : `${words} (${code})`, { cause: error });
}

/** A regular file, or the stretch of one that a member of a tar is, open. */
export interface OpenFile {
  readonly sizeBytes: number;
  /** Up to `length` bytes from `position`; fewer at the end. */
  read(position: number, length: number): Promise<Buffer<ArrayBuffer>>;
}

/**
 * Opens a file, lets `use` read from it and closes it.
 * @throws {UnreadableFile} where it is no regular file, may not be read, or fails while it is read, or where it is in a tar that
 *   is another since it was listed; and what `use` throws
 */
export async function withFile<T>(place: FilePlace, use: (file: OpenFile) => Promise<T>): Promise<T> {
  const file = await open(fileOf(place), OPEN_FLAGS).catch(rethrowUnreadable);
  try {
    const stat = statOf(file);
    if (!stat.isFile()) throw new UnreadableFile('not a regular file');
    const stretch = stretchOf(place, stat);
    if (stretch === null) throw new UnreadableFile(TAR_CHANGED);
    return await use({
      sizeBytes: stretch.sizeBytes,
      read(position, length) {
        // A file may have grown: it is read to its end. A member ends where the next one begins.
        const most = place.within === undefined ? length : Math.max(0, Math.min(length, stretch.sizeBytes - position));
        return readFully(file, stretch.start + position, most).catch(rethrowUnreadable);
      },
    });
  } finally {
    // At once, like the stat: neither waits for the disk, but both would wait behind decodes for one of Node's few threads.
    closeSync(file);
  }
}

function statOf(file: number): Stats {
  try {
    return fstatSync(file);
  } catch (error) {
    return rethrowUnreadable(error as NodeJS.ErrnoException);
  }
}

async function readFully(file: number, position: number, length: number): Promise<Buffer<ArrayBuffer>> {
  // Not from Buffer's pool: what is read lives as long as a decode, and goes to native code.
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await read(file, bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
