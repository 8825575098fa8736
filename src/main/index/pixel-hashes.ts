import type { ReadableDb, WritableDb } from '../db/connection.ts';

export interface HashedPixels {
  readonly id: number;
  /** SHA-256 of the decoded pixels. */
  readonly hash: Uint8Array;
}

/** @returns the samples with their paths, in the order given; those that are gone are left out */
export function pathsOf(db: ReadableDb, ids: Uint32Array): readonly { readonly id: number; readonly path: string }[] {
  return db
    .prepare<[string], { readonly id: number; readonly path: string }>(`
      SELECT sample.id, sample.path FROM json_each(?) AS asked CROSS JOIN sample ON sample.id = asked.value ORDER BY asked.key`)
    .all(JSON.stringify(Array.from(ids)));
}

/** Samples whose file changed meanwhile are to be decoded first and are passed over. */
export function storePixelHashes(db: WritableDb, hashed: readonly HashedPixels[]): void {
  const store = db.prepare("UPDATE sample SET pixel_hash = ? WHERE id = ? AND status = 'ok'");
  db.transaction(() => {
    for (const { id, hash } of hashed) store.run(hash, id);
  })();
}
