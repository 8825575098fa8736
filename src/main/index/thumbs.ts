import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** The thumbnail's JPEG; null where there is none. */
export function readThumb(thumbs: ReadableDb, id: number): Buffer | null {
  const jpeg = thumbs.prepare('SELECT jpeg FROM thumb WHERE sample_id = ?').pluck().get(id);
  return (jpeg as Buffer | undefined) ?? null;
}

export interface StoredThumb {
  readonly id: number;
  readonly jpeg: Uint8Array;
  /** See `shared/miniature.ts`; null or absent: made when it is first asked for. */
  readonly miniature?: Uint8Array | null;
}

/** Writes thumbnails into thumbs.db, over those there were. */
export function putThumbs(db: WritableDb, thumbs: readonly StoredThumb[]): void {
  if (thumbs.length === 0) return;
  const put = db.prepare('INSERT OR REPLACE INTO thumb (sample_id, jpeg) VALUES (?, ?)');
  const putSmall = db.prepare('INSERT OR REPLACE INTO miniature (sample_id, picture) VALUES (?, ?)');
  const dropSmall = db.prepare('DELETE FROM miniature WHERE sample_id = ?');
  db.transaction(() => {
    for (const { id, jpeg, miniature = null } of thumbs) {
      put.run(id, jpeg);
      if (miniature === null) dropSmall.run(id);
      else putSmall.run(id, miniature);
    }
  })();
}

export function deleteThumbs(db: WritableDb, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const drops = ['thumb', 'miniature'].map((table) => db.prepare(`DELETE FROM ${table} WHERE sample_id = ?`));
  db.transaction(() => {
    for (const id of ids) for (const drop of drops) drop.run(id);
  })();
}

/** Copies thumbnails from one sample to another of the same content. */
export function copyThumbs(db: WritableDb, pairs: readonly { readonly from: number; readonly to: number }[]): void {
  const copy = db.prepare('INSERT OR REPLACE INTO thumb (sample_id, jpeg) SELECT ?, jpeg FROM thumb WHERE sample_id = ?');
  const copySmall = db.prepare(
    'INSERT OR REPLACE INTO miniature (sample_id, picture) SELECT ?, picture FROM miniature WHERE sample_id = ?',
  );
  db.transaction(() => {
    for (const { from, to } of pairs) for (const statement of [copy, copySmall]) statement.run(to, from);
  })();
}
