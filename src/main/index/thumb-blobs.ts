import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** The thumbnail's JPEG; null where there is none. */
export function readThumb(thumbs: ReadableDb, id: number): Buffer | null {
  const jpeg = thumbs.prepare('SELECT jpeg FROM thumb WHERE sample_id = ?').pluck().get(id);
  return (jpeg as Buffer | undefined) ?? null;
}

/** @param jpeg replaces what was there */
export function writeThumb(thumbs: WritableDb, id: number, jpeg: Uint8Array): void {
  thumbs.prepare('INSERT OR REPLACE INTO thumb (sample_id, jpeg) VALUES (?, ?)').run(id, jpeg);
}
