import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Miniatures of samples; those without are left out. About 5 ms for 1,000. */
export function readMiniatures(thumbs: ReadableDb, ids: readonly number[]): ReadonlyMap<number, Uint8Array> {
  const rows = thumbs
    .prepare('SELECT sample_id, picture FROM json_each(?) AS asked CROSS JOIN miniature ON sample_id = asked.value')
    .raw()
    .all(JSON.stringify(ids)) as [number, Buffer][];
  return new Map(rows);
}

/** Thumbnails of samples that have no miniature, from before there were any. */
export function thumbsWithoutMiniature(
  thumbs: ReadableDb,
  ids: readonly number[],
): readonly { readonly id: number; readonly jpeg: Uint8Array }[] {
  return thumbs
    .prepare(
      `SELECT thumb.sample_id AS id, jpeg FROM json_each(?) AS asked CROSS JOIN thumb ON thumb.sample_id = asked.value
       LEFT JOIN miniature ON miniature.sample_id = thumb.sample_id WHERE miniature.sample_id IS NULL`,
    )
    .all(JSON.stringify(ids)) as { id: number; jpeg: Buffer }[];
}

/**
 * Writes miniatures, unless the thumbnail they were made of is another by now or gone.
 * @param made with the length of the JPEG each was made of, in bytes
 */
export function putMiniatures(
  db: WritableDb,
  made: readonly { readonly id: number; readonly miniature: Uint8Array; readonly jpegBytes: number }[],
): void {
  const put = db.prepare(
    `INSERT OR REPLACE INTO miniature (sample_id, picture)
     SELECT sample_id, ? FROM thumb WHERE sample_id = ? AND length(jpeg) = ?`,
  );
  db.transaction(() => {
    for (const { id, miniature, jpegBytes } of made) put.run(miniature, id, jpegBytes);
  })();
}
