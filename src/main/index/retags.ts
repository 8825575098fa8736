import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb } from '../db/connection.ts';
import { possibleIds } from './decision-samples.ts';

/** Samples that are to have one of two tags and not the other, or what takes that back. */
export interface RetagEffect {
  readonly kind: 'retag';
  /** The two: what is not in a set is taken off. */
  readonly tags: readonly string[];
  readonly ids: Uint32Array;
  /** What of the two samples are to have. */
  readonly sets: readonly (readonly string[])[];
  /** By `ids`: places in `sets`; null: all the first. */
  readonly places: Uint32Array | null;
}

/** The samples that a tag in place of another changes. */
export interface RetagChange {
  /** Ascending: those without the tag, or with the other. */
  readonly ids: Uint32Array;
  /** What of the two they have, each set once. */
  readonly before: readonly (readonly string[])[];
  /** By `ids`: places in `before`. */
  readonly places: Uint32Array;
  /** None of them has the other: the tag is merely given. */
  readonly isPlain: boolean;
}

/** Ids looked up without a pause: about 8 ms. */
const CHUNK = 5000;

const HAS = 'EXISTS (SELECT 1 FROM sample_tag WHERE sample_id = sample.id AND tag_id = (SELECT id FROM tag WHERE name = ?))';
const READ = `
  SELECT id, ${HAS}, ${HAS} FROM sample WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`;

/** @param ids in any order; those without a sample are left out */
export async function retagChange(db: ReadableDb, ids: Uint32Array, tag: string, other: string): Promise<RetagChange> {
  const read = db.prepare<[string, string, string], readonly [number, 0 | 1, 0 | 1]>(READ).raw();
  const asked = possibleIds(db, ids);
  const before = [[], [other], [tag, other]];
  const changed = new Uint32Array(asked.length);
  const places = new Uint32Array(asked.length);
  let count = 0;
  let replaced = 0;
  for (let start = 0; start < asked.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    for (const [id, hasTag, hasOther] of read.all(tag, other, JSON.stringify(Array.from(asked.subarray(start, start + CHUNK))))) {
      if (hasTag === 1 && hasOther === 0) continue;
      replaced += hasOther;
      changed[count] = id;
      places[count++] = hasTag + hasOther;
    }
  }
  return { ids: changed.slice(0, count), before, places: places.slice(0, count), isPlain: replaced === 0 };
}

/** A stretch of an effect. */
export function retagPart(effect: RetagEffect, start: number, end: number): RetagEffect {
  return { ...effect, ids: effect.ids.subarray(start, end), places: effect.places?.subarray(start, end) ?? null };
}

/** By tag and whether it goes on: the samples of which that is so. */
export function tagChanges({ tags, ids, sets, places }: RetagEffect): readonly TagOnOff[] {
  return tags.flatMap((tag) =>
    [true, false].map((isOn) => ({
      tag,
      isOn,
      ids: ids.filter((_, k) => (sets[places?.[k] ?? 0] ?? []).includes(tag) === isOn),
    })),
  );
}

interface TagOnOff {
  readonly tag: string;
  readonly isOn: boolean;
  readonly ids: Uint32Array;
}
