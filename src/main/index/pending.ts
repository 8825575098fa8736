import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DecodeOutput } from '../../workers/decode/calls.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { findingsWriter } from './findings.ts';
import { lastSampleId } from './tally.ts';

const FORGOTTEN_AT_ONCE = 5000;

/** A sample that waits to be decoded. */
export interface PendingSample {
  readonly id: number;
  readonly path: string;
}

export interface DecodedSample extends PendingSample {
  readonly output: DecodeOutput;
}

/** @returns at most `limit` samples that wait, by id, after `afterId` */
export function pendingAfter(db: ReadableDb, afterId: number, limit: number): readonly PendingSample[] {
  return db
    .prepare<[number, number], PendingSample>(
      "SELECT id, path FROM sample WHERE status = 'pending' AND id > ? ORDER BY id LIMIT ?",
    )
    .all(afterId, limit);
}

/** @returns those of the given samples that wait, in the order given */
export function pendingAmong(db: ReadableDb, ids: readonly number[]): readonly PendingSample[] {
  const find = db.prepare<[number], PendingSample>("SELECT id, path FROM sample WHERE id = ? AND status = 'pending'");
  return ids.map((id) => find.get(id)).filter((sample) => sample !== undefined);
}

export function countPending(db: ReadableDb): number {
  return Number(db.prepare("SELECT count(*) FROM sample WHERE status = 'pending'").pluck().get());
}

/**
 * Writes what decoding found, with scores, fingerprint and private metadata; what an older decode of the file had left goes.
 * Samples that no longer wait (their file went meanwhile) are left as they are.
 */
export function storeDecoded(db: WritableDb, decoded: readonly DecodedSample[]): void {
  const store = db.prepare(`
    UPDATE sample SET status = ?, reason = ?, format = ?, extension_format = ?, width = ?, height = ?, channels = ?,
      bit_depth = ?, orientation = ?, frames = ?, content_hash = ?, perceptual_hash = ?, mean_color = ?, has_thumb = ?,
      private_metadata = ?, captured_ms = ?, pixel_hash = NULL
    WHERE id = ? AND status = 'pending'`);
  const storeFindings = findingsWriter(db);
  db.transaction(() => {
    for (const { id, output: o } of decoded) {
      const file = [o.status, o.reason, o.format, o.extensionFormat, o.width, o.height, o.channels, o.bitDepth];
      const picture = [o.orientation, o.frames, o.contentHash, o.perceptualHash, o.meanColor, o.thumbnail === null ? 0 : 1];
      const privateMetadata = o.privateMetadata.length === 0 ? null : JSON.stringify(o.privateMetadata);
      if (store.run(...file, ...picture, privateMetadata, o.capturedMs, id).changes > 0) storeFindings(id, o);
    }
  })();
}

/** Has every sample that had a thumbnail decoded again, giving way between transactions. */
export async function forgetThumbs(db: WritableDb): Promise<void> {
  const forget = db.prepare(`
    UPDATE sample SET has_thumb = 0, status = CASE status WHEN 'missing' THEN status ELSE 'pending' END
    WHERE id > ? AND id <= ? AND has_thumb = 1`);
  const last = lastSampleId(db);
  for (let after = 0; after < last; after += FORGOTTEN_AT_ONCE) {
    forget.run(after, after + FORGOTTEN_AT_ONCE);
    await nextTurn();
  }
}
