import type { BoxPlace, PictureFrame } from '../../shared/box.ts';
import type { RefusedFormat } from '../../shared/known-refusals.ts';
import type { ClassFacts, FieldValue, LabelFilesSummary } from '../../shared/label-files.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Samples changed since annotations were matched with them. */
const STALE = 'labels are stale';
/** Formats that are not read, as the last index job found them. */
const REFUSED = 'refused formats';
/** Rows dropped in one go: a few milliseconds. */
const DROPPED_AT_ONCE = 5000;

/** A box to be written, in the picture as it is shown. */
export interface NewBox {
  readonly sampleId: number;
  readonly classId: number;
  readonly place: BoxPlace;
  readonly isCrowd: boolean;
  readonly area: number | null;
  readonly extra: string | null;
}

/** What annotations say of a whole sample. Said again, what was not said before is added. */
export interface NewAnnotation {
  readonly sampleId: number;
  /** Place in the source's list of summaries. */
  readonly setPlace: number;
  readonly splitId: number | null;
  readonly classId: number | null;
  readonly isUpright: boolean;
  /** Somebody looked for objects in it, so that no boxes means that there are none. */
  readonly isLookedAt: boolean;
}

export interface BoxSource {
  readonly id: number;
  readonly fingerprint: string;
  /** Of each set of files that it was read from. */
  readonly summaries: readonly LabelFilesSummary[];
}

/** What queries see; null: nothing was read yet. */
export function appliedBoxSource(db: ReadableDb): BoxSource | null {
  const row = db
    .prepare<[], { id: number; fingerprint: string; summary: string }>(
      'SELECT id, fingerprint, summary FROM box_source WHERE is_applied = 1',
    )
    .get();
  if (row === undefined) return null;
  const { id, fingerprint, summary } = row;
  return { id, fingerprint, summaries: JSON.parse(summary) as readonly LabelFilesSummary[] };
}

/** Classes that annotation files with boxes list, in their order, and what else they say of them. */
export function knownBoxClasses(db: ReadableDb): { readonly names: readonly string[]; readonly facts: readonly ClassFacts[] } {
  const summaries = (appliedBoxSource(db)?.summaries ?? []).filter(({ boxes }) => boxes > 0);
  return {
    names: [...new Set(summaries.flatMap(({ classes }) => classes))],
    facts: summaries.flatMap(({ classFacts = [] }) => classFacts),
  };
}

/** Whether annotations give a box. */
export function hasGivenBoxes(db: ReadableDb): boolean {
  return db.prepare('SELECT EXISTS (SELECT 1 FROM given_box)').pluck().get() === 1;
}

/** Whether annotations, or a run of predictions, have any. */
export function hasBoxes(db: ReadableDb): boolean {
  const sql = `SELECT EXISTS (SELECT 1 FROM box_source WHERE is_applied = 1)
    OR EXISTS (SELECT 1 FROM prediction_run WHERE box_count IS NOT NULL)`;
  return db.prepare(sql).pluck().get() === 1;
}

/** @returns id of a source that nobody sees until it is applied */
export function beginBoxSource(db: WritableDb, fingerprint: string): number {
  return Number(db.prepare("INSERT INTO box_source (fingerprint, summary) VALUES (?, '[]')").run(fingerprint).lastInsertRowid);
}

/** Writes boxes, annotated samples and their fields of a source. */
export function createBoxWriter(db: WritableDb, sourceId: number) {
  const addBox = db.prepare(`
    INSERT INTO box (source_id, sample_id, class_id, x, y, width, height, is_crowd, area, extra)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const addAnnotation = db.prepare(`
    INSERT INTO annotated (source_id, sample_id, boxes, set_place, split_id, class_id, is_upright, is_looked_at)
    VALUES (?, ?, 0, ?, ?, ?, ?, ?)
    ON CONFLICT (sample_id, source_id) DO UPDATE SET
      split_id = ifnull(split_id, excluded.split_id), class_id = ifnull(class_id, excluded.class_id),
      is_looked_at = max(is_looked_at, excluded.is_looked_at)`);
  const addField = db.prepare('INSERT OR IGNORE INTO sample_field (source_id, sample_id, field_id, value) VALUES (?, ?, ?, ?)');
  const count = db.prepare('UPDATE annotated SET boxes = boxes + 1, is_looked_at = 1 WHERE source_id = ? AND sample_id = ?');
  return {
    annotation: ({ sampleId, setPlace, splitId, classId, isUpright, isLookedAt }: NewAnnotation): void =>
      void addAnnotation.run(sourceId, sampleId, setPlace, splitId, classId, Number(isUpright), Number(isLookedAt)),
    field: (sampleId: number, fieldId: number, value: FieldValue): void => void addField.run(sourceId, sampleId, fieldId, value),
    box({ sampleId, classId, place, isCrowd, area, extra }: NewBox): void {
      addBox.run(sourceId, sampleId, classId, ...place, Number(isCrowd), area, extra);
      count.run(sourceId, sampleId);
    },
  };
}

/** From now on queries are to see this source alone; null: none. */
export function applyBoxSource(db: WritableDb, applied: Pick<BoxSource, 'id' | 'summaries'> | null): void {
  db.transaction(() => {
    db.exec('UPDATE box_source SET is_applied = 0 WHERE is_applied = 1');
    if (applied !== null) {
      db.prepare('UPDATE box_source SET is_applied = 1, summary = ? WHERE id = ?').run(
        JSON.stringify(applied.summaries),
        applied.id,
      );
    }
    db.prepare('DELETE FROM meta WHERE key = ?').run(STALE);
  })();
}

/** Drops some of what is not applied: replaced, or left by a kill. @returns false when nothing is left */
export function dropUnappliedBoxes(db: WritableDb): boolean {
  const sources = '(SELECT id FROM box_source WHERE is_applied = 1)';
  const isLeft = db.prepare(`SELECT EXISTS (SELECT 1 FROM box_source WHERE is_applied = 0)`).pluck().get() === 1;
  if (!isLeft) return false;
  return db.transaction(() => {
    let dropped = 0;
    for (const [table, key] of [
      ['box', 'id'],
      ['annotated', 'sample_id'],
      ['sample_field', 'sample_id'],
    ] as const) {
      dropped += db
        .prepare(`DELETE FROM ${table} WHERE source_id NOT IN ${sources} AND ${key} IN (
          SELECT ${key} FROM ${table} WHERE source_id NOT IN ${sources} LIMIT ${DROPPED_AT_ONCE})`)
        .run().changes;
    }
    if (dropped > 0) return true;
    db.exec('DELETE FROM box_source WHERE is_applied = 0');
    return false;
  })();
}

/** To be called before samples are written that annotations may be about. */
export function markLabelsStale(db: WritableDb): void {
  db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')").run(STALE);
}

export function areLabelsStale(db: ReadableDb): boolean {
  return db.prepare('SELECT 1 FROM meta WHERE key = ?').get(STALE) !== undefined;
}

/** Formats of files in the folder that are not read. */
export function readRefused(db: ReadableDb): readonly RefusedFormat[] {
  const text = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(REFUSED);
  return text === undefined ? [] : (JSON.parse(text) as readonly RefusedFormat[]);
}

export function writeRefused(db: WritableDb, refused: readonly RefusedFormat[]): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(REFUSED, JSON.stringify(refused));
}

/** Finds how a picture is shown; null: it was not decoded. */
export function createFrameReader(db: ReadableDb): (sampleId: number) => PictureFrame | null {
  const find = db.prepare<[number], { width: number | null; height: number | null; orientation: number | null }>(
    'SELECT width, height, orientation FROM sample WHERE id = ?',
  );
  return (sampleId) => {
    const { width = null, height = null, orientation = null } = find.get(sampleId) ?? {};
    return width === null || height === null ? null : { width, height, orientation };
  };
}

/** Whether the annotations of a sample are about the picture as it is shown; null: there are none. */
export function createUprightReader(db: ReadableDb): (sampleId: number) => boolean | null {
  const find = db.prepare<[number], number>('SELECT is_upright FROM given_annotation WHERE sample_id = ?').pluck();
  return (sampleId) => {
    const found = find.get(sampleId);
    return found === undefined ? null : found === 1;
  };
}
