import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { possibleIds } from './decision-samples.ts';

/** Notes given to samples, or what takes that back. */
export interface NoteEffect {
  readonly kind: 'note';
  readonly ids: Uint32Array;
  /** Null: no note. */
  readonly texts: readonly (string | null)[];
  /** By `ids`: places in `texts`; null: all the first. */
  readonly places: Uint32Array | null;
}

/** The samples whose note changes, and their notes before. */
export interface NoteChange {
  /** Ascending. */
  readonly ids: Uint32Array;
  /** Each once; null: none. */
  readonly before: readonly (string | null)[];
  /** By `ids`: places in `before`; null: all the first. */
  readonly places: Uint32Array | null;
}

/** Ids looked up without a pause: about 8 ms. */
const CHUNK = 5000;

/** @param text null: none @returns those of the samples that have another note */
export async function noteChange(db: ReadableDb, ids: Uint32Array, text: string | null): Promise<NoteChange> {
  const read = db
    .prepare<[string], readonly [number, string | null]>(`
      SELECT id, text FROM sample LEFT JOIN note ON sample_id = id
      WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`)
    .raw();
  const asked = possibleIds(db, ids);
  const changed: number[] = [];
  const places: number[] = [];
  const placeOf = new Map<string | null, number>();
  for (let start = 0; start < asked.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    for (const [id, found] of read.all(listOf(asked.subarray(start, start + CHUNK)))) {
      if (found === text) continue;
      const place = placeOf.get(found) ?? placeOf.size;
      placeOf.set(found, place);
      changed.push(id);
      places.push(place);
    }
  }
  return {
    ids: Uint32Array.from(changed),
    before: [...placeOf.keys()],
    places: placeOf.size > 1 ? Uint32Array.from(places) : null,
  };
}

/** A stretch of an effect. */
export function notePart(effect: NoteEffect, start: number, end: number): NoteEffect {
  return { ...effect, ids: effect.ids.subarray(start, end), places: effect.places?.subarray(start, end) ?? null };
}

/** Runs inside a transaction; samples that are gone are passed over. */
export function writeNotes(db: WritableDb, { ids, texts, places }: NoteEffect): void {
  const clear = db.prepare('DELETE FROM note WHERE sample_id = ?');
  const write = db.prepare(`
    INSERT INTO note (sample_id, text) SELECT id, @text FROM sample WHERE id = @id
    ON CONFLICT (sample_id) DO UPDATE SET text = excluded.text`);
  for (const [k, id] of ids.entries()) {
    const text = texts[places?.[k] ?? 0] ?? null;
    if (text === null) clear.run(id);
    else write.run({ id, text });
  }
}

const listOf = (ids: Uint32Array): string => JSON.stringify(Array.from(ids));
