import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WritableDb } from '../db/connection.ts';
import { deleteThumbs } from './thumbs.ts';

/** Rows of one transaction, with all that refers to them: about 10 ms. */
const CHUNK = 500;

/**
 * Drops the rows of samples whose files are gone, with their tags and what was said of them. There is no way back but
 * indexing the files again, which makes new samples.
 * @returns ascending ids of the samples that went
 */
export async function forgetMissing(db: WritableDb, thumbs: WritableDb): Promise<Uint32Array> {
  const next = db
    .prepare<[number, number], number>("SELECT id FROM sample WHERE status = 'missing' AND id > ? ORDER BY id LIMIT ?")
    .pluck();
  const forgotten: number[] = [];
  for (;;) {
    const ids = next.all(forgotten.at(-1) ?? 0, CHUNK);
    if (ids.length === 0) return Uint32Array.from(forgotten);
    const list = JSON.stringify(ids);
    db.transaction(() => {
      db.prepare(`
        DELETE FROM duplicate WHERE kind IN ('exact', 'pixel', 'near') AND sample_id IN (SELECT value FROM json_each(?))`).run(
        list,
      );
      db.prepare("DELETE FROM sample WHERE status = 'missing' AND id IN (SELECT value FROM json_each(?))").run(list);
    })();
    deleteThumbs(thumbs, ids);
    forgotten.push(...ids);
    await nextTurn();
  }
}
