import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb } from '../db/connection.ts';

/** Rows read without a pause: about 10 ms. */
const CHUNK = 20_000;

/**
 * Which sample stands for which among exact copies, for all that uses neighbours.
 * @param ids ascending
 * @returns for each of `ids` the least of them that has the same bytes: itself where it has no copies
 */
export async function standsForOf(db: ReadableDb, ids: Uint32Array): Promise<Uint32Array<ArrayBuffer>> {
  const standsFor = ids.slice();
  const first = new Map<number, number>();
  let at = 0;
  for await (const pairs of pairsOf(db, EXACT)) {
    for (const [sampleId, groupId] of pairs) {
      while (at < ids.length && (ids[at] ?? 0) < sampleId) at++;
      if (ids[at] !== sampleId) continue;
      const known = first.get(groupId);
      if (known === undefined) first.set(groupId, sampleId);
      else standsFor[at] = known;
    }
  }
  return standsFor;
}

/** @param ids ascending @returns for each of `ids` the id of its class; 0: none */
export async function classesOf(db: ReadableDb, ids: Uint32Array): Promise<Uint32Array<ArrayBuffer>> {
  const classes = new Uint32Array(ids.length);
  let at = 0;
  for await (const pairs of pairsOf(db, CLASS)) {
    for (const [sampleId, classId] of pairs) {
      while (at < ids.length && (ids[at] ?? 0) < sampleId) at++;
      if (ids[at] === sampleId) classes[at] = classId;
    }
  }
  return classes;
}

const EXACT = "SELECT sample_id, group_id FROM duplicate WHERE kind = 'exact' AND sample_id > ? ORDER BY sample_id LIMIT ?";
const CLASS = 'SELECT id, class_id FROM sample WHERE id > ? AND class_id IS NOT NULL ORDER BY id LIMIT ?';

/** Pairs of a sample's id and a number, by id, giving way between chunks. */
async function* pairsOf(db: ReadableDb, sql: string): AsyncGenerator<readonly (readonly [number, number])[]> {
  const read = db.prepare<[number, number], [number, number]>(sql).raw();
  for (let after = 0; ; await nextTurn()) {
    const rows = read.all(after, CHUNK);
    yield rows;
    if (rows.length < CHUNK) return;
    after = rows.at(-1)?.[0] ?? 0;
  }
}
