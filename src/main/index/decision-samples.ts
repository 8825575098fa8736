import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb } from '../db/connection.ts';

/** Ids looked up without a pause: about 8 ms. */
const CHUNK = 5000;

/** A tag, or an issue said to be none, that samples are to have or not to have. */
export interface Mark {
  readonly kind: 'tag' | 'keep';
  readonly name: string;
}

/** Each takes the mark's name and a JSON array of ids. */
const WITHOUT = {
  tag: `
    SELECT id FROM sample
    WHERE id IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (
      SELECT 1 FROM sample_tag WHERE sample_id = sample.id AND tag_id = (SELECT id FROM tag WHERE name = @name))
    ORDER BY id`,
  keep: `
    SELECT id FROM sample
    WHERE id IN (SELECT value FROM json_each(@ids))
      AND NOT EXISTS (SELECT 1 FROM kept_issue WHERE sample_id = sample.id AND kind = @name)
    ORDER BY id`,
};
const WITH = {
  tag: `
    SELECT sample_id FROM sample_tag
    WHERE tag_id = (SELECT id FROM tag WHERE name = @name) AND sample_id IN (SELECT value FROM json_each(@ids))
    ORDER BY sample_id`,
  keep: `
    SELECT sample_id FROM kept_issue WHERE kind = @name AND sample_id IN (SELECT value FROM json_each(@ids))
    ORDER BY sample_id`,
};

const THERE = 'SELECT id FROM sample WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY id';

/** @returns ascending ids of the samples that do not have the mark (where it goes on) or do have it (where it goes off) */
export function samplesToChange(
  db: ReadableDb,
  { mark, isOn, ids }: { readonly mark: Mark; readonly isOn: boolean; readonly ids: Uint32Array },
): Promise<Uint32Array> {
  return lookUp(db, (isOn ? WITHOUT : WITH)[mark.kind], { name: mark.name }, ids);
}

/** @returns ascending ids of those that have a sample, missing ones included */
export function samplesThere(db: ReadableDb, ids: Uint32Array): Promise<Uint32Array> {
  return lookUp(db, THERE, {}, ids);
}

async function lookUp(
  db: ReadableDb,
  sql: string,
  parameters: Readonly<Record<string, string>>,
  ids: Uint32Array,
): Promise<Uint32Array> {
  const asked = possibleIds(db, ids);
  const statement = db.prepare(sql).pluck();
  const found = new Uint32Array(asked.length);
  let count = 0;
  for (let start = 0; start < asked.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    const list = JSON.stringify(Array.from(asked.subarray(start, start + CHUNK)));
    const some = statement.all({ ...parameters, ids: list }) as number[];
    found.set(some, count);
    count += some.length;
  }
  return found.slice(0, count);
}

/** Ascending, each once, without those above any that a sample has. */
export function possibleIds(db: ReadableDb, ids: Uint32Array): Uint32Array {
  return ascending(ids, (db.prepare('SELECT max(id) FROM sample').pluck().get() as number | null) ?? 0);
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
