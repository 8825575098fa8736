import { setImmediate as nextTurn } from 'node:timers/promises';
import { DUPLICATE_KINDS, type DuplicateKind } from '../../shared/issue.ts';
import type { DuplicateGroups, Partition } from '../../workers/duplicates/calls.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Rows compared, and at most written, in one transaction: about 10 ms. */
const CHUNK = 2000;

interface StoredRow {
  readonly sampleId: number;
  readonly groupId: number;
  readonly linkedId: number;
  readonly distance: number;
  readonly turn: number;
}

/** What a stretch of a partition needs to be as it should: rows to drop and entries (by index) to put. */
interface Difference {
  readonly dropped: readonly number[];
  readonly put: readonly number[];
}

/**
 * Makes the table say what these groups say, writing only rows that differ, some at a time. Who reads meanwhile may find
 * part of it; who reads once told of the ids that are returned finds it whole.
 * @param among all samples but these are left as they are; null: none is
 * @returns ascending ids of the samples whose group or link changed
 */
export async function storeDuplicates(
  db: WritableDb,
  groups: DuplicateGroups,
  among: ReadonlySet<number> | null,
): Promise<Uint32Array> {
  const changed = new Set<number>();
  for (const kind of DUPLICATE_KINDS) {
    for (let from: Stretch | null = { after: 0, at: 0 }; from !== null; await nextTurn()) {
      from = storeStretch(db, kind, groups[kind], from, among, changed);
    }
  }
  return Uint32Array.from(changed).sort();
}

/** The same at once, inside a transaction of the caller's. For few samples. */
export function storeDuplicatesAtOnce(db: WritableDb, groups: DuplicateGroups, among: ReadonlySet<number>): void {
  for (const kind of DUPLICATE_KINDS) {
    const rows = [...among].flatMap((id) => storedRow(db, kind, id));
    writeDifference(db, kind, groups[kind], differ(rows, groups[kind], 0, groups[kind].ids.length));
  }
}

/** Where the comparison goes on: stored rows above an id, entries of the partition from an index on. */
interface Stretch {
  readonly after: number;
  readonly at: number;
}

function storeStretch(
  db: WritableDb,
  kind: DuplicateKind,
  partition: Partition,
  { after, at }: Stretch,
  among: ReadonlySet<number> | null,
  changed: Set<number>,
): Stretch | null {
  const rows = storedAfter(db, kind, after);
  const lastStored = rows.length < CHUNK ? Number.POSITIVE_INFINITY : (rows.at(-1)?.sampleId ?? 0);
  const upto = Math.min(lastStored, partition.ids[at + CHUNK - 1] ?? Number.POSITIVE_INFINITY);
  let end = at;
  while (end < partition.ids.length && (partition.ids[end] ?? 0) <= upto) end++;
  const compared = rows.filter(({ sampleId }) => sampleId <= upto && (among === null || among.has(sampleId)));
  const difference = differ(compared, partition, at, end);
  db.transaction(() => writeDifference(db, kind, partition, difference))();
  for (const id of difference.dropped) changed.add(id);
  for (const entry of difference.put) changed.add(partition.ids[entry] ?? 0);
  return upto === Number.POSITIVE_INFINITY ? null : { after: upto, at: end };
}

/** Both sides ascend by sample. */
function differ(rows: readonly StoredRow[], partition: Partition, from: number, end: number): Difference {
  const byId = new Map(rows.map((row) => [row.sampleId, row]));
  const put: number[] = [];
  for (let entry = from; entry < end; entry++) {
    const id = partition.ids[entry] ?? 0;
    const row = byId.get(id);
    byId.delete(id);
    if (row === undefined || !isSame(row, partition, entry)) put.push(entry);
  }
  return { dropped: [...byId.keys()], put };
}

function isSame(row: StoredRow, { groupIds, linkedIds, distances, turns }: Partition, entry: number): boolean {
  return (
    row.groupId === groupIds[entry] &&
    row.linkedId === linkedIds[entry] &&
    row.distance === distances[entry] &&
    row.turn === turns[entry]
  );
}

function writeDifference(db: WritableDb, kind: DuplicateKind, partition: Partition, { dropped, put }: Difference): void {
  const drop = db.prepare('DELETE FROM duplicate WHERE kind = ? AND sample_id = ?');
  const write = db.prepare(`
    INSERT OR REPLACE INTO duplicate (kind, sample_id, group_id, linked_id, distance, turn) VALUES (?, ?, ?, ?, ?, ?)`);
  for (const id of dropped) drop.run(kind, id);
  const { ids, groupIds, linkedIds, distances, turns } = partition;
  for (const entry of put) {
    const linked = linkedIds[entry] === 0 ? null : linkedIds[entry];
    write.run(kind, ids[entry], groupIds[entry], linked, distances[entry], turns[entry]);
  }
}

const ROW = `sample_id AS sampleId, group_id AS groupId, coalesce(linked_id, 0) AS linkedId, distance, turn FROM duplicate`;

function storedAfter(db: ReadableDb, kind: DuplicateKind, after: number): readonly StoredRow[] {
  return db
    .prepare<[string, number, number], StoredRow>(`SELECT ${ROW} WHERE kind = ? AND sample_id > ? ORDER BY sample_id LIMIT ?`)
    .all(kind, after, CHUNK);
}

function storedRow(db: ReadableDb, kind: DuplicateKind, id: number): readonly StoredRow[] {
  return db.prepare<[string, number], StoredRow>(`SELECT ${ROW} WHERE kind = ? AND sample_id = ?`).all(kind, id);
}
