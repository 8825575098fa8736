import { setImmediate as nextTurn } from 'node:timers/promises';
import { LEAST_SIDE, PARTS_VERSION } from '../../workers/alignment/is-part.ts';
import { THUMBNAIL_SIDE } from '../../workers/decode/calls.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Rows of some milliseconds. */
const AT_ONCE = 2000;

/** Two samples, the lesser id first, per entry. */
export interface PairColumns {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
}

/** What was found of a pair; null: no part. */
export interface LookedAt {
  readonly a: number;
  readonly b: number;
  readonly distance: number | null;
}

/** Whether a sample's thumbnail, which is never enlarged, has sides that suffice; where they are not known it may. */
const isLarge = (sample: string): string => {
  const [least, most] = ['min', 'max'].map((which) => `${which}(${sample}.width, ${sample}.height)`);
  // Half a pixel is rounded up.
  return `coalesce(${least} * min(1.0, ${THUMBNAIL_SIDE}.0 / ${most}) >= ${LEAST_SIDE} - 0.5, 1)`;
};

/**
 * Those of some pairs that can be looked at and were not yet, or when their files were others: of pictures that are sound, large
 * enough, and do not have the same bytes.
 * @returns indices into the columns, ascending
 */
export async function pairsToLookAt(db: ReadableDb, { a, b }: PairColumns): Promise<Uint32Array> {
  const open = db
    .prepare(`
    SELECT pair.key FROM json_each(?) AS pair
    JOIN sample AS one ON one.id = pair.value ->> 0 AND one.status = 'ok' AND one.has_thumb
    JOIN sample AS other ON other.id = pair.value ->> 1 AND other.status = 'ok' AND other.has_thumb
    WHERE one.content_hash <> other.content_hash AND ${isLarge('one')} AND ${isLarge('other')} AND NOT EXISTS (
      SELECT 1 FROM part_pair WHERE a = one.id AND b = other.id AND version = ${PARTS_VERSION}
        AND content_a = substr(one.content_hash, 1, 8) AND content_b = substr(other.content_hash, 1, 8))
    ORDER BY pair.key`)
    .pluck();
  const found: number[] = [];
  for (let from = 0; from < a.length; from += AT_ONCE) {
    const pairs = Array.from(a.subarray(from, from + AT_ONCE), (id, k) => [id, b[from + k] as number]);
    for (const key of open.all(JSON.stringify(pairs)) as number[]) found.push(from + key);
    await nextTurn();
  }
  return Uint32Array.from(found);
}

/** Writes what a look said. Samples that went meanwhile are left out. */
export function storePartPairs(db: WritableDb, pairs: readonly LookedAt[]): void {
  const put = db.prepare(`
    INSERT OR REPLACE INTO part_pair (a, b, distance, content_a, content_b, version)
    SELECT one.id, other.id, ?, substr(one.content_hash, 1, 8), substr(other.content_hash, 1, 8), ${PARTS_VERSION}
    FROM sample AS one, sample AS other
    WHERE one.id = ? AND other.id = ? AND one.content_hash IS NOT NULL AND other.content_hash IS NOT NULL`);
  db.transaction(() => {
    for (const { a, b, distance } of pairs) put.run(distance, a, b);
  })();
}
