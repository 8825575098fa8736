import type { ReadableDb } from '../db/connection.ts';

/** The thumbnail's JPEG; null where there is none. */
export function readThumb(thumbs: ReadableDb, id: number): Buffer | null {
  const jpeg = thumbs.prepare('SELECT jpeg FROM thumb WHERE sample_id = ?').pluck().get(id);
  return (jpeg as Buffer | undefined) ?? null;
}
