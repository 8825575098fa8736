import { setImmediate as nextTurn } from 'node:timers/promises';
import { DUPLICATE_KINDS, type DuplicateKind } from '../../shared/issue.ts';
import type { ReadableDb } from '../db/connection.ts';

/** A sample's place in a duplicate group. */
export interface GroupLink {
  readonly sampleId: number;
  /** Least id in the group. */
  readonly groupId: number;
  /** Null for the root. */
  readonly linkedId: number | null;
  readonly distance: number;
  readonly turn: number;
}

/** Samples looked up without a pause: about 10 ms. */
const CHUNK = 5000;

const LINK = 'sample_id AS sampleId, group_id AS groupId, linked_id AS linkedId, distance, turn';

/** @returns links of the given samples in one partition, by sample; those in no group are left out */
export function linksOf(db: ReadableDb, kind: DuplicateKind, ids: readonly number[]): readonly GroupLink[] {
  return db
    .prepare<[string, string], GroupLink>(`
      SELECT ${LINK} FROM json_each(?) AS asked CROSS JOIN duplicate ON kind = ? AND sample_id = asked.value`)
    .all(JSON.stringify(ids), kind);
}

/** The widest group each sample is in: near before pixel before exact, since each lies within the next. */
export function widestLinksOf(
  db: ReadableDb,
  ids: readonly number[],
): readonly (GroupLink & { readonly partition: DuplicateKind })[] {
  return db
    .prepare<[string], GroupLink & { readonly partition: DuplicateKind }>(`
      SELECT ${LINK}, kind AS partition FROM json_each(?) AS asked CROSS JOIN duplicate ON sample_id = asked.value
        AND kind = (SELECT kind FROM duplicate AS widest WHERE sample_id = asked.value AND kind IN ('near', 'pixel', 'exact')
          ORDER BY CASE kind WHEN 'near' THEN 0 WHEN 'pixel' THEN 1 ELSE 2 END LIMIT 1)`)
    .all(JSON.stringify(ids));
}

/** @returns group and id of every sample in these groups that is not missing, by group as asked, then by id */
export function membersOfGroups(
  db: ReadableDb,
  kind: DuplicateKind,
  groupIds: readonly number[],
): readonly { readonly groupId: number; readonly sampleId: number }[] {
  return db
    .prepare<[string, string], { readonly groupId: number; readonly sampleId: number }>(`
      SELECT group_id AS groupId, sample_id AS sampleId FROM json_each(?) AS asked
      CROSS JOIN duplicate INDEXED BY duplicate_by_group ON kind = ? AND group_id = asked.value
      CROSS JOIN sample ON sample.id = sample_id AND status <> 'missing' ORDER BY asked.key, sample_id`)
    .all(JSON.stringify(groupIds), kind);
}

/** @returns ascending ids of the samples in a group that are not missing */
export function membersOf(db: ReadableDb, kind: DuplicateKind, groupId: number): readonly number[] {
  return membersOfGroups(db, kind, [groupId]).map(({ sampleId }) => sampleId);
}

/**
 * @param kinds the partitions whose groups are meant
 * @returns ascending ids of the samples given and of all in a group with one of them
 */
export function membersOfGroupsWith(
  db: ReadableDb,
  ids: ArrayLike<number>,
  kinds: readonly DuplicateKind[] = DUPLICATE_KINDS,
): Uint32Array {
  const found = db
    .prepare<[{ readonly ids: string; readonly kinds: string }], number>(`
      WITH touched AS (
        SELECT DISTINCT kind, group_id FROM json_each(@ids) AS asked
        CROSS JOIN duplicate ON kind IN (SELECT value FROM json_each(@kinds)) AND sample_id = asked.value)
      SELECT sample_id FROM touched CROSS JOIN duplicate INDEXED BY duplicate_by_group USING (kind, group_id)
      UNION SELECT value FROM json_each(@ids)`)
    .pluck()
    .all({ ids: JSON.stringify(Array.from(ids)), kinds: JSON.stringify(kinds) });
  return Uint32Array.from(found).sort();
}

/** The same for any number of samples, giving way between chunks. */
export async function gatherMembers(
  db: ReadableDb,
  ids: Uint32Array,
  kinds: readonly DuplicateKind[] = DUPLICATE_KINDS,
): Promise<Uint32Array> {
  const members = new Set<number>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    for (const id of membersOfGroupsWith(db, ids.subarray(start, start + CHUNK), kinds)) members.add(id);
  }
  return Uint32Array.from(members).sort();
}

/** @returns the largest distance of a link that holds the group together */
export function weakestOf(db: ReadableDb, kind: DuplicateKind, groupId: number): number {
  const found = db
    .prepare('SELECT max(distance) FROM duplicate INDEXED BY duplicate_by_group WHERE kind = ? AND group_id = ?')
    .pluck()
    .get(kind, groupId);
  return typeof found === 'number' ? found : 0;
}

/** The widest partition in which a sample is a group's least; null where it is in none. */
export function partitionOfGroup(db: ReadableDb, groupId: number): DuplicateKind | null {
  return widestLinksOf(db, [groupId]).find((link) => link.groupId === groupId)?.partition ?? null;
}
