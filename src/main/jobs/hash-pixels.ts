import { DEFAULT_LIMITS } from '../../workers/decode/calls.ts';
import { filePlace } from '../dataset/file-place.ts';
import type { WritableDb } from '../db/connection.ts';
import { type HashedPixels, pathsOf, storePixelHashes } from '../index/pixel-hashes.ts';
import type { Compute } from './compute.ts';

/** A transaction of a few milliseconds; a kill loses so many hashes. */
const WRITTEN_AT_ONCE = 200;

export interface HashPixelsOptions {
  readonly db: WritableDb;
  readonly folder: string;
  readonly compute: Compute;
  readonly signal: AbortSignal;
  readonly onHashed: (done: number) => void;
}

/**
 * Decodes samples in full and writes the hashes of their pixels, several at a time. Those whose pixels cannot be trusted
 * stay without one.
 * @throws {DOMException} AbortError on cancel, after what was hashed is written
 */
export async function hashPixels(ids: Uint32Array, { db, folder, compute, signal, onHashed }: HashPixelsOptions): Promise<void> {
  let next = 0;
  let done = 0;
  let hashed: HashedPixels[] = [];

  function write(): void {
    const batch = hashed;
    hashed = [];
    storePixelHashes(db, batch);
  }

  async function runLane(): Promise<void> {
    while (next < ids.length) {
      signal.throwIfAborted();
      const [sample] = pathsOf(db, ids.subarray(next++, next));
      if (sample === undefined) continue;
      const hash = await compute.pixelHash({ ...filePlace(db, folder, sample.path), limits: DEFAULT_LIMITS }, signal);
      if (hash !== null) hashed.push({ id: sample.id, hash });
      if (hashed.length >= WRITTEN_AT_ONCE) write();
      onHashed(++done);
    }
  }

  const lanes = await Promise.allSettled(Array.from({ length: compute.width }, runLane));
  write();
  const failed = lanes.find((lane) => lane.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
