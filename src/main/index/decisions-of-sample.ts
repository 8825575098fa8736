import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DecisionKind } from '../../shared/decision.ts';
import type { SampleDecision } from '../../shared/sample-lineage.ts';
import type { ReadableDb } from '../db/connection.ts';
import { standingIds } from './standing-decisions.ts';

/** Bytes of ids looked through without a pause. */
const BYTES_AT_ONCE = 4_000_000;
/** What a decision costs beside its ids, as bytes. */
const BYTES_EACH = 20_000;

interface DecisionRow {
  readonly kind: DecisionKind;
  readonly value: string | null;
  readonly valuePlaces: Buffer | null;
  readonly sampleIds: Buffer | null;
  readonly atMs: number;
  readonly by: string | null;
  readonly query: string | null;
}

/** Decisions about a sample that stand, newest first. Reads the ids of every decision, one at a time. */
export async function decisionsOfSample(db: ReadableDb, id: number): Promise<readonly SampleDecision[]> {
  const read = db.prepare<[number], DecisionRow>(`
    SELECT kind, value, value_places AS valuePlaces, sample_ids AS sampleIds, at_ms AS atMs, author AS "by", query
    FROM decision WHERE id = ?`);
  const found: SampleDecision[] = [];
  let bytes = 0;
  for (const decision of standingIds(db)) {
    const row = read.get(decision);
    const place = placeOf(row?.sampleIds ?? null, id);
    if (row !== undefined && place >= 0) {
      const { kind, by, query, atMs } = row;
      found.push({ id: decision, kind, value: valueAt(row, place), at: new Date(atMs).toISOString(), by, query });
    }
    bytes += BYTES_EACH + (row?.sampleIds?.length ?? 0);
    if (bytes < BYTES_AT_ONCE) continue;
    bytes = 0;
    await nextTurn();
  }
  return found.reverse();
}

/** Binary search. @param blob ascending ids, u32 little endian @returns -1 where the id is not among them */
function placeOf(blob: Buffer | null, id: number): number {
  if (blob === null) return -1;
  for (let [low, high] = [0, blob.length / 4 - 1]; low <= high; ) {
    const middle = (low + high) >>> 1;
    const at = blob.readUInt32LE(middle * 4);
    if (at === id) return middle;
    if (at < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function valueAt({ kind, value, valuePlaces }: DecisionRow, place: number): string | null {
  if (kind === 'not-duplicates') return null;
  if (kind !== 'relabel-each') return value;
  const classes = JSON.parse(value ?? '[]') as readonly string[];
  return classes[valuePlaces?.readUInt32LE(place * 4) ?? 0] ?? null;
}
