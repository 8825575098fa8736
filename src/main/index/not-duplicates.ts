import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { gatherMembers, membersOfGroupsWith } from './duplicate-groups.ts';
import { regroupFew, regroupMany } from './regroup.ts';

/** Samples said to be no duplicates of each other; with `isOn` false that is taken back. */
export interface ApartEffect {
  readonly kind: 'apart';
  /** The decision that said so, by which it is known. */
  readonly decisionId: number;
  readonly isOn: boolean;
  readonly ids: Uint32Array;
  /** Those that are no duplicate of any other; null: none is a duplicate of another. */
  readonly single: readonly number[] | null;
  /** All samples of their groups when it was decided: to be grouped anew. */
  readonly members: Uint32Array;
}

/** So many samples are grouped anew in the engine itself, within the decision's own transaction: about 10 ms. */
const FEW = 500;
const ROWS_AT_ONCE = 5000;

/** Whether it may be written at once with `applyApartAtOnce`. */
export function isApartSmall({ ids, members }: Pick<ApartEffect, 'ids' | 'members'>): boolean {
  return Math.max(ids.length, members.length) <= FEW;
}

/** Writes the effect and groups its samples anew, inside a transaction. */
export function applyApartAtOnce(db: WritableDb, effect: ApartEffect): void {
  apartWriter(db, effect)(effect.ids);
  regroupFew(db, membersOfGroupsWith(db, concerned(effect)));
}

/** The same for any number of samples, giving way between chunks. Doing it twice is doing it once. */
export async function applyApart(db: WritableDb, effect: ApartEffect): Promise<void> {
  const write = apartWriter(db, effect);
  for (let start = 0; start < effect.ids.length; start += ROWS_AT_ONCE) {
    if (start > 0) await nextTurn();
    db.transaction(() => write(effect.ids.subarray(start, start + ROWS_AT_ONCE)))();
  }
  await regroupMany(db, await samplesToRegroup(db, effect));
}

/** Ascending ids of all whose group may have changed: the members of then, and of the groups they are in now. */
export function samplesToRegroup(db: ReadableDb, effect: Pick<ApartEffect, 'ids' | 'members'>): Promise<Uint32Array> {
  return gatherMembers(db, concerned(effect));
}

function concerned({ members, ids }: Pick<ApartEffect, 'ids' | 'members'>): Uint32Array {
  return Uint32Array.from(new Set([...members, ...ids]));
}

function apartWriter(db: WritableDb, { decisionId, isOn, single }: ApartEffect): (ids: Uint32Array) => void {
  if (!isOn) {
    const drop = db.prepare('DELETE FROM not_duplicate WHERE decision_id = ? AND sample_id IN (SELECT value FROM json_each(?))');
    return (ids) => void drop.run(decisionId, listOf(ids));
  }
  const singles = single === null ? null : new Set(single);
  const put = db.prepare(`
    INSERT OR REPLACE INTO not_duplicate (sample_id, decision_id, is_single)
    SELECT id, ?, ? FROM sample WHERE id IN (SELECT value FROM json_each(?))`);
  return (ids) => {
    const isSingle = (id: number): boolean => singles === null || singles.has(id);
    put.run(decisionId, 1, listOf(ids.filter(isSingle)));
    put.run(decisionId, 0, listOf(ids.filter((id) => !isSingle(id))));
  };
}

const listOf = (ids: Uint32Array): string => JSON.stringify(Array.from(ids));
