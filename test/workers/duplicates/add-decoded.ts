import type { WritableDb } from '../../../src/main/db/connection.ts';
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { decodeFile } from '../../../src/workers/decode/decode-file.ts';

/** Decodes files as the index job does, and writes what duplicates are found by. @returns their ids, in order */
export async function addDecoded(db: WritableDb, files: readonly string[]): Promise<readonly number[]> {
  const sample = db.prepare(`
    INSERT INTO sample (path, size_bytes, mtime_ms, status, width, height, content_hash, perceptual_hash)
    VALUES (?, 1, 0, ?, ?, ?, ?, ?)`);
  const fingerprint = db.prepare('INSERT INTO fingerprint (sample_id, bytes) VALUES (?, ?)');
  const ids: number[] = [];
  for (const file of files) {
    const out = await decodeFile({ path: Buffer.from(file), limits: DEFAULT_LIMITS });
    const { lastInsertRowid } = sample.run(file, out.status, out.width, out.height, out.contentHash, out.perceptualHash);
    const id = Number(lastInsertRowid);
    if (out.fingerprint !== null) fingerprint.run(id, out.fingerprint);
    ids.push(id);
  }
  return ids;
}
