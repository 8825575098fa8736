import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

const FLUSH_CHARACTERS = 1 << 18;

/** A text file written piece by piece, hashed on the way. */
export interface TableWriter {
  write(text: string): Promise<void>;
  /** Appends the bytes of a file. */
  append(file: string | Buffer): Promise<void>;
  /** Closes the file. @returns SHA-256 of its bytes, hex */
  end(): Promise<string>;
  /** Closes the file, finished or not. */
  close(): Promise<void>;
}

/**
 * @param encode absent: UTF-8
 * @throws the system's error where there is a file already
 */
export async function createTableWriter(
  file: string | Buffer,
  encode: (text: string) => Uint8Array = (text) => Buffer.from(text),
): Promise<TableWriter> {
  const handle = await open(file, 'wx');
  const sha256 = createHash('sha256');
  let pending = '';
  let isOpen = true;

  async function put(bytes: Uint8Array): Promise<void> {
    sha256.update(bytes);
    await handle.writeFile(bytes);
  }
  async function flush(): Promise<void> {
    const bytes = encode(pending);
    pending = '';
    await put(bytes);
  }
  async function close(): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  }
  return {
    async write(text) {
      pending += text;
      if (pending.length >= FLUSH_CHARACTERS) await flush();
    },
    async append(other) {
      await flush();
      await withHandle(other, async (source) => {
        for await (const piece of source.createReadStream({ autoClose: false })) {
          if (Buffer.isBuffer(piece)) await put(piece);
        }
      });
    },
    async end() {
      await flush();
      await close();
      return sha256.digest('hex');
    },
    close,
  };
}

async function withHandle(file: string | Buffer, use: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(file);
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}
