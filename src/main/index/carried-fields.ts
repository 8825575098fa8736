import { type CarriedField, nameOfCarried } from '../../shared/carried-field.ts';
import type { FieldValue } from '../../shared/label-files.ts';
import { unknownCarried } from '../../workers/query/unknown-carried.ts';
import type { ReadableDb } from '../db/connection.ts';
import { namesOf } from './classes.ts';
import { CARRIED_FIELDS } from './columns.ts';

/**
 * What annotation files say of some samples under a name.
 * @returns by the sample's id; those of which nothing is said are not in it
 * @throws {WinnowError} bad_query that names the fields there are
 */
export function carriedValues(db: ReadableDb, ids: Uint32Array, field: CarriedField): ReadonlyMap<number, FieldValue> {
  const name = nameOfCarried(field);
  const id = db.prepare<[string], number>('SELECT id FROM field WHERE name = ?').pluck().get(name);
  if (id === undefined) throw unknownCarried(field, namesOf(db, 'field'));
  const sql = 'SELECT sample_id, value FROM given_field WHERE field_id = ? AND sample_id IN (SELECT value FROM json_each(?))';
  const rows = db.prepare<[number, string], [number, FieldValue]>(sql).raw();
  return new Map(rows.all(id, JSON.stringify(Array.from(ids))));
}

/** Names of what the annotation files in use say of samples, in alphabetical order. */
export function carriedNames(db: ReadableDb): readonly string[] {
  return db.prepare<[], string>(CARRIED_FIELDS).pluck().all();
}

/** All that annotation files say of a sample, by name. */
export function carriedOf(db: ReadableDb, sampleId: number): Readonly<Record<string, FieldValue>> {
  const sql = 'SELECT name, value FROM given_field JOIN field ON field.id = field_id WHERE sample_id = ? ORDER BY name';
  return Object.fromEntries(db.prepare<[number], [string, FieldValue]>(sql).raw().all(sampleId));
}
