import { createHash, hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Hashed in one go, about 5 ms; more is hashed piece by piece so that the thread goes on answering. */
const PIECE_BYTES = 1 << 23;

/** @returns SHA-256, 32 bytes */
export async function contentHash(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length <= PIECE_BYTES) return hash('sha256', bytes, 'buffer');
  const sha256 = createHash('sha256');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    sha256.update(bytes.subarray(at, at + PIECE_BYTES));
    await setImmediate();
  }
  return sha256.digest();
}

/** @param pieces of a file too large to hold @returns SHA-256, 32 bytes */
export async function contentHashOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const sha256 = createHash('sha256');
  for await (const piece of pieces) sha256.update(piece);
  return sha256.digest();
}
