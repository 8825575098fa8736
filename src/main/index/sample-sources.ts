import type { FieldValue } from '../../shared/label-files.ts';
import type { SampleAnnotation, SampleLineage } from '../../shared/sample-lineage.ts';
import type { ReadableDb } from '../db/connection.ts';
import { appliedBoxSource } from './boxes.ts';

type Indexed = NonNullable<SampleLineage['indexed']>;

/** What an index job last noticed about a sample's file, and when that job began; null: not noted. */
export function indexedAs(db: ReadableDb, id: number): Indexed | null {
  const row = db
    .prepare<[number], Omit<Indexed, 'at'> & { readonly startedMs: number }>(`
      SELECT change, started_ms AS startedMs, version FROM sample JOIN run ON run.id = changed_run
      WHERE sample.id = ? AND change IS NOT NULL`)
    .get(id);
  if (row === undefined) return null;
  return { change: row.change, at: new Date(row.startedMs).toISOString(), version: row.version };
}

/** Which of the annotation files that are read name a sample, and what they say of it beside boxes; null: none. */
export function annotationOf(db: ReadableDb, id: number): SampleAnnotation | null {
  const row = db
    .prepare<[number], { boxes: number; setPlace: number }>(
      'SELECT boxes, set_place AS setPlace FROM given_annotation WHERE sample_id = ?',
    )
    .get(id);
  const set = row === undefined ? undefined : appliedBoxSource(db)?.summaries[row.setPlace];
  if (row === undefined || set === undefined) return null;
  const fields = db
    .prepare<[number], { name: string; value: FieldValue }>(`
      SELECT name, value FROM given_field JOIN field ON field.id = field_id WHERE sample_id = ? ORDER BY name`)
    .all(id);
  return { format: set.format, origin: set.origin, boxes: row.boxes, fields };
}

/** Sets of several people's labels that have a sample, newest first. */
export function annotatorsOf(db: ReadableDb, id: number): SampleLineage['annotators'] {
  return db
    .prepare<[number], { name: string; labels: number; createdMs: number }>(`
      SELECT name, count(*) AS labels, created_ms AS createdMs FROM annotation JOIN annotation_set ON annotation_set.id = set_id
      WHERE sample_id = ? GROUP BY set_id ORDER BY set_id DESC`)
    .all(id)
    .map(({ createdMs, ...set }) => ({ ...set, at: new Date(createdMs).toISOString() }));
}
