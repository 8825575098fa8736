import { setImmediate as nextTurn } from 'node:timers/promises';
import { DUPLICATE_KINDS, type DuplicateKind } from '../../shared/issue.ts';
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

/** Of a sample that is in no group. */
export const NO_GROUP = -1;

/** @param ids ascending @returns for each of `ids` the widest group of copies it is in: its least id; NO_GROUP: none */
export async function widestGroupsOf(db: ReadableDb, ids: Uint32Array): Promise<Int32Array<ArrayBuffer>> {
  const groups = new Int32Array(ids.length).fill(NO_GROUP);
  // Each group lies within one of the next kind.
  for (const kind of DUPLICATE_KINDS) {
    let at = 0;
    for await (const pairs of pairsOf(db, groupsOfKind(kind))) {
      for (const [sampleId, groupId] of pairs) {
        while (at < ids.length && (ids[at] ?? 0) < sampleId) at++;
        if (ids[at] === sampleId) groups[at] = groupId;
      }
    }
  }
  return groups;
}

const groupsOfKind = (kind: DuplicateKind): string =>
  `SELECT sample_id, group_id FROM duplicate WHERE kind = '${kind}' AND sample_id > ? ORDER BY sample_id LIMIT ?`;
const EXACT = groupsOfKind('exact');
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
