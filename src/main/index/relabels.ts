import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { dropUnusedClasses } from './classes.ts';
import { possibleIds } from './decision-samples.ts';
import { giveLabel, type LabelChoice, WITH_GIVEN_LABEL } from './given-labels.ts';

/** Labels given to samples, or what takes that back. */
export interface RelabelEffect {
  readonly kind: 'relabel';
  readonly ids: Uint32Array;
  readonly choices: readonly LabelChoice[];
  /** By `ids`: which of the choices each gets; null: the first. */
  readonly places: Uint32Array | null;
  /** Classes that no sample may have any more afterwards. */
  readonly left: readonly string[];
}

/** Of samples to be relabelled: what they were. */
export interface LabelBefore {
  readonly label: string | null;
  /** Given by the user. */
  readonly isOwn: boolean;
}

/** The samples whose label changes, and their labels before. */
export interface LabelChange {
  /** Ascending. */
  readonly ids: Uint32Array;
  /** Each once. */
  readonly before: readonly LabelBefore[];
  /** By `ids`: places in `before`; null: all the first. */
  readonly places: Uint32Array | null;
}

/** Ids looked up without a pause: about 10 ms. */
const CHUNK = 5000;

/**
 * @param labelOf what a sample is to be labelled with, null: nothing
 * @returns those of the samples that have another label
 */
export async function labelChange(
  db: ReadableDb,
  ids: Uint32Array,
  labelOf: (id: number) => string | null,
): Promise<LabelChange> {
  const read = db
    .prepare<[string], readonly [number, string | null, number]>(`
      SELECT sample.id, class.name, given_label.sample_id IS NOT NULL
      FROM ${WITH_GIVEN_LABEL} LEFT JOIN class ON class.id = sample.class_id
      WHERE sample.id IN (SELECT value FROM json_each(?)) ORDER BY sample.id`)
    .raw();
  const asked = possibleIds(db, ids);
  const found = { ids: new Uint32Array(asked.length), places: new Uint32Array(asked.length) };
  const before = new Map<string, LabelBefore & { readonly place: number }>();
  let count = 0;
  for (let start = 0; start < asked.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    for (const [id, name, isOwn] of read.all(listOf(asked.subarray(start, start + CHUNK)))) {
      if (name === labelOf(id)) continue;
      const key = JSON.stringify([name, isOwn]);
      const known = before.get(key) ?? { label: name, isOwn: isOwn === 1, place: before.size };
      before.set(key, known);
      found.ids[count] = id;
      found.places[count++] = known.place;
    }
  }
  return {
    ids: found.ids.slice(0, count),
    before: [...before.values()].map(({ label: name, isOwn }) => ({ label: name, isOwn })),
    places: before.size > 1 ? found.places.slice(0, count) : null,
  };
}

/** Labels given to samples. */
export interface GivenLabels {
  /** Null: none any more. */
  readonly labels: readonly (string | null)[];
  /** By sample: places in `labels`; null: all the first. */
  readonly places: Uint32Array | null;
}

/** The effect of a relabelling, or with `isInverse` what takes it back. */
export function relabelEffect(given: GivenLabels, { ids, before, places }: LabelChange, isInverse: boolean): RelabelEffect {
  const named = (name: string | null): readonly string[] => (name === null ? [] : [name]);
  if (isInverse) return { kind: 'relabel', ids, choices: before, places, left: given.labels.flatMap(named) };
  const left = before.flatMap((was) => (was.isOwn ? named(was.label) : []));
  const choices = given.labels.map((label) => ({ isOwn: true as const, label }));
  return { kind: 'relabel', ids, choices, places: given.places, left };
}

/** A stretch of an effect. */
export function relabelPart(effect: RelabelEffect, start: number, end: number): RelabelEffect {
  return { ...effect, ids: effect.ids.subarray(start, end), places: effect.places?.subarray(start, end) ?? null };
}

/** Runs inside a transaction; samples that are gone are passed over. */
export function writeRelabels(db: WritableDb, { ids, choices, places }: RelabelEffect): void {
  const samples = new Map<string, { readonly choice: LabelChoice; readonly ids: number[] }>();
  // Many choices are the same: whatever label was found.
  const keys = choices.map((choice) => (choice.isOwn ? JSON.stringify(choice.label) : 'found'));
  for (const [k, id] of ids.entries()) {
    const place = places?.[k] ?? 0;
    const [key, choice] = [keys[place], choices[place]];
    if (key === undefined || choice === undefined) continue;
    const alike = samples.get(key) ?? { choice, ids: [] };
    if (alike.ids.push(id) === 1) samples.set(key, alike);
  }
  for (const alike of samples.values()) giveLabel(db, alike.ids, alike.choice);
}

/** To be called when all of an effect is written. */
export function dropLeftClasses(db: WritableDb, { left }: RelabelEffect): void {
  if (left.length > 0) dropUnusedClasses(db, left);
}

const listOf = (ids: Uint32Array): string => JSON.stringify(Array.from(ids));
