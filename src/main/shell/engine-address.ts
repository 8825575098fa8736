import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where an engine listens, and the token it wants to see. */
export interface EngineAddress {
  readonly socket: string;
  readonly token: string;
}

/** Longest path a Unix socket can be bound to, with its final zero byte. */
const SOCKET_PATH_BYTES = 108;

/**
 * A fresh address: a socket in a private folder below the system's temporary folder (WINNOW_HOME may be too deep for a
 * socket's path), or a named pipe on Windows.
 */
export function makeEngineAddress(): EngineAddress & { readonly remove: () => void } {
  const token = randomBytes(32).toString('hex');
  if (process.platform === 'win32') {
    return { socket: `\\\\.\\pipe\\winnow-${randomBytes(16).toString('hex')}`, token, remove: () => undefined };
  }
  const folder = mkdtempSync(join(shortTemporaryFolder(), 'winnow-'));
  return { socket: join(folder, 'engine.sock'), token, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function shortTemporaryFolder(): string {
  const fits = Buffer.byteLength(join(tmpdir(), 'winnow-XXXXXX', 'engine.sock')) < SOCKET_PATH_BYTES;
  return fits ? tmpdir() : '/tmp';
}
