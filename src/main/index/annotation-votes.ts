import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SampleAnnotations } from '../../shared/annotation.ts';
import type { ReadableDb } from '../db/connection.ts';
import { activeAnnotations } from './annotation-sets.ts';

/** Ids looked up without a pause: about 10 ms. */
const CHUNK = 5000;

interface StoredConsensus {
  readonly id: number;
  readonly consensus: string;
  readonly probability: number;
  readonly agreement: number | null;
}

/** What the annotators of the active set said of some samples, by id; of the others nothing was said. */
export function readVotes(db: ReadableDb, ids: readonly number[]): ReadonlyMap<number, SampleAnnotations> {
  const set = activeAnnotations(db);
  if (set === null || ids.length === 0) return new Map();
  const asked = JSON.stringify(ids);
  const votesOf = Map.groupBy(
    db
      .prepare<[number, string], readonly [number, number, number]>(`
        SELECT sample_id, annotator_place, class_place FROM annotation
        WHERE set_id = ? AND sample_id IN (SELECT value FROM json_each(?))`)
      .raw()
      .all(set.id, asked),
    ([id]) => id,
  );
  const found = db
    .prepare<[number, string], StoredConsensus>(`
      SELECT sample_id AS id, class AS consensus, probability, agreement FROM annotation_consensus
      WHERE set_id = ? AND sample_id IN (SELECT value FROM json_each(?))`)
    .all(set.id, asked);
  return new Map(
    found.map(({ id, ...consensus }) => {
      const votes = (votesOf.get(id) ?? []).map(([, who, what]) => ({
        annotator: set.annotators[who]?.name ?? '',
        label: set.classes[what] ?? '',
        accuracy: set.annotators[who]?.accuracy ?? 0,
      }));
      const bestFirst = votes.toSorted((a, b) => b.accuracy - a.accuracy || (a.annotator < b.annotator ? -1 : 1));
      return [id, { set: set.name, method: set.method, ...consensus, votes: bestFirst }];
    }),
  );
}

/** The active set's consensus on those samples that have one; ids ascending. */
export async function consensusOf(
  db: ReadableDb,
  ids: Uint32Array,
): Promise<{ readonly ids: Uint32Array; readonly places: Uint32Array; readonly classes: readonly string[] }> {
  const set = activeAnnotations(db);
  if (set === null) return { ids: new Uint32Array(0), places: new Uint32Array(0), classes: [] };
  const rows = db
    .prepare<[number, string], readonly [number, number]>(`
      SELECT sample_id, class_place FROM annotation_consensus
      WHERE set_id = ? AND sample_id IN (SELECT value FROM json_each(?)) ORDER BY sample_id`)
    .raw();
  const found: (readonly [number, number])[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    for (const row of rows.all(set.id, JSON.stringify(Array.from(ids.subarray(start, start + CHUNK))))) found.push(row);
  }
  return {
    ids: Uint32Array.from(found, ([id]) => id),
    places: Uint32Array.from(found, ([, place]) => place),
    classes: set.classes,
  };
}
