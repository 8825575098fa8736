import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_SOCKET_BYTES } from './listen.ts';

export interface PrivateSocket {
  readonly path: string;
  /** Removes what was made for it. */
  remove(): Promise<void>;
}

/**
 * A place to listen that only this user can reach: a Unix socket in a folder of its own with mode 0700, in the system's
 * temporary folder because WINNOW_HOME can be too deep for a socket's path; on Windows a named pipe with a random name.
 */
export async function privateSocket(): Promise<PrivateSocket> {
  if (process.platform === 'win32') {
    return { path: `\\\\.\\pipe\\winnow-${randomBytes(12).toString('hex')}`, remove: async () => {} };
  }
  const folder = await mkdtemp(join(shortTemporaryFolder(), 'winnow-'));
  return { path: join(folder, 'engine.sock'), remove: () => rm(folder, { recursive: true, force: true }) };
}

function shortTemporaryFolder(): string {
  return Buffer.byteLength(join(tmpdir(), 'winnow-XXXXXX', 'engine.sock')) <= MAX_SOCKET_BYTES ? tmpdir() : '/tmp';
}
