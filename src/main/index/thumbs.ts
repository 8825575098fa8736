import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** The thumbnail's JPEG; null where there is none. */
export function readThumb(thumbs: ReadableDb, id: number): Buffer | null {
  const jpeg = thumbs.prepare('SELECT jpeg FROM thumb WHERE sample_id = ?').pluck().get(id);
  return (jpeg as Buffer | undefined) ?? null;
}

/** Writes thumbnails into thumbs.db, over those there were. */
export function putThumbs(db: WritableDb, thumbs: readonly { readonly id: number; readonly jpeg: Uint8Array }[]): void {
  if (thumbs.length === 0) return;
  const put = db.prepare('INSERT OR REPLACE INTO thumb (sample_id, jpeg) VALUES (?, ?)');
  db.transaction(() => {
    for (const { id, jpeg } of thumbs) put.run(id, jpeg);
  })();
}

export function deleteThumbs(db: WritableDb, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const drop = db.prepare('DELETE FROM thumb WHERE sample_id = ?');
  db.transaction(() => {
    for (const id of ids) drop.run(id);
  })();
}

/** Copies thumbnails from one sample to another of the same content. */
export function copyThumbs(db: WritableDb, pairs: readonly { readonly from: number; readonly to: number }[]): void {
  const copy = db.prepare('INSERT OR REPLACE INTO thumb (sample_id, jpeg) SELECT ?, jpeg FROM thumb WHERE sample_id = ?');
  db.transaction(() => {
    for (const { from, to } of pairs) copy.run(to, from);
  })();
}
