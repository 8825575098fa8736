import type { ReadableDb } from '../db/connection.ts';
import { lastSampleId } from './tally.ts';

/** A file as it was when it was indexed. */
export interface KnownFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** SHA-256, hex. */
  readonly contentHash: string;
}

/** @returns up to `count` different samples that decoded well, spread evenly over the index */
export function knownFiles(db: ReadableDb, count: number): readonly KnownFile[] {
  const find = db.prepare<[number], KnownFile>(`
    SELECT path, size_bytes AS sizeBytes, lower(hex(content_hash)) AS contentHash FROM sample
    WHERE id >= ? AND status = 'ok' AND content_hash IS NOT NULL ORDER BY id LIMIT 1`);
  const last = lastSampleId(db);
  const files = new Map<string, KnownFile>();
  for (let n = 0; n < count; n++) {
    const file = find.get(1 + Math.floor((n * last) / count));
    if (file !== undefined) files.set(file.path, file);
  }
  return [...files.values()];
}
