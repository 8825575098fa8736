import type { BoxFields, SampleFields } from '../../shared/sample-fields.ts';
import type { ReadableDb } from '../db/connection.ts';
import { carriedOf } from './carried-fields.ts';

/** Of a value of a box that are shown: outlines are thousands of numbers. */
const MOST_CHARACTERS = 200;
/** Of a sample that are read. */
const MOST_BOXES = 500;

/** What annotation files say of a sample and its boxes under names of their own. */
export function readSampleFields(db: ReadableDb, id: number): SampleFields {
  const boxes = db
    .prepare<[number], { class: string; extra: string | null }>(`
      SELECT class.name AS class, extra FROM given_box JOIN class ON class.id = given_box.class_id
      WHERE sample_id = ? ORDER BY given_box.id LIMIT ${MOST_BOXES}`)
    .all(id);
  return { fields: Object.entries(carriedOf(db, id)).map(([name, value]) => ({ name, value })), boxes: boxes.map(boxFields) };
}

function boxFields({ class: name, extra }: { readonly class: string; readonly extra: string | null }): BoxFields {
  const said = extra === null ? {} : (JSON.parse(extra) as Record<string, unknown>);
  return { class: name, fields: Object.entries(said).map(([field, value]) => ({ name: field, value: shown(value) })) };
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}
