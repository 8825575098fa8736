import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb } from '../db/connection.ts';

/** Ids looked up without a pause: about 8 ms. */
const CHUNK = 5000;

const UNTAGGED = `
  SELECT id FROM sample
  WHERE id IN (SELECT value FROM json_each(@ids))
    AND NOT EXISTS (SELECT 1 FROM sample_tag WHERE sample_id = sample.id AND tag_id = @tagId)
  ORDER BY id`;
const TAGGED = `
  SELECT sample_id FROM sample_tag
  WHERE tag_id = @tagId AND sample_id IN (SELECT value FROM json_each(@ids))
  ORDER BY sample_id`;

/** @returns ascending ids of the samples that do not have the tag (where it goes on) or do have it (where it goes off) */
export async function samplesToChange(
  db: ReadableDb,
  { tag, isOn, ids }: { readonly tag: string; readonly isOn: boolean; readonly ids: Uint32Array },
): Promise<Uint32Array> {
  const tagId = (db.prepare('SELECT id FROM tag WHERE name = ?').pluck().get(tag) as number | undefined) ?? null;
  const maxId = (db.prepare('SELECT max(id) FROM sample').pluck().get() as number | null) ?? 0;
  const asked = ascending(ids, maxId);
  const statement = db.prepare(isOn ? UNTAGGED : TAGGED).pluck();
  const changed = new Uint32Array(asked.length);
  let count = 0;
  for (let start = 0; start < asked.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    const list = JSON.stringify(Array.from(asked.subarray(start, start + CHUNK)));
    const found = statement.all({ tagId, ids: list }) as number[];
    changed.set(found, count);
    count += found.length;
  }
  return changed.slice(0, count);
}

/** Each id once, those above `maxId` left out. Counting instead of sorting: 5 ms for a million ids, sorting takes 70. */
function ascending(ids: Uint32Array, maxId: number): Uint32Array {
  const isAsked = new Uint8Array(maxId + 1);
  let count = 0;
  for (const id of ids) {
    if (id > maxId || isAsked[id] === 1) continue;
    isAsked[id] = 1;
    count++;
  }
  const sorted = new Uint32Array(count);
  let at = 0;
  for (let id = 0; id <= maxId; id++) if (isAsked[id] === 1) sorted[at++] = id;
  return sorted;
}
