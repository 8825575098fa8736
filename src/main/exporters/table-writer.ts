import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const FLUSH_CHARACTERS = 1 << 18;

/** A text file written line by line, hashed on the way. */
export interface TableWriter {
  write(text: string): Promise<void>;
  /** Closes the file. @returns SHA-256 of its bytes, hex */
  end(): Promise<string>;
  /** Closes the file, finished or not. */
  close(): Promise<void>;
}

/** @throws the system's error where there is a file already */
export async function createTableWriter(file: string | Buffer): Promise<TableWriter> {
  const handle = await open(file, 'wx');
  const sha256 = createHash('sha256');
  let pending = '';
  let isOpen = true;

  async function flush(): Promise<void> {
    const bytes = Buffer.from(pending);
    pending = '';
    sha256.update(bytes);
    await handle.writeFile(bytes);
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
    async end() {
      await flush();
      await close();
      return sha256.digest('hex');
    },
    close,
  };
}
