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

/** What annotation files with boxes say of all of their pictures. */
export interface KnownOfBoxes {
  /** Classes that they list, in their order. */
  readonly names: readonly string[];
  /** What else they say of these. */
  readonly facts: readonly ClassFacts[];
  /** As COCO lists them. */
  readonly licenses: readonly unknown[];
}

export function knownOfBoxes(db: ReadableDb): KnownOfBoxes {
  const summaries = (appliedBoxSource(db)?.summaries ?? []).filter(({ boxes }) => boxes > 0);
  return {
    names: [...new Set(summaries.flatMap(({ classes }) => classes))],
    facts: summaries.flatMap(({ classFacts = [] }) => classFacts),
    licenses: summaries.flatMap(({ licenses = [] }) => licenses),
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

/** Writes boxes, annotated samples and their fields of a source. Boxes are counted by sample once they are written. */
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
  const count = db.prepare('UPDATE annotated SET boxes = boxes + ?, is_looked_at = 1 WHERE source_id = ? AND sample_id = ?');
  const added = new Map<number, number>();
  return {
    annotation: ({ sampleId, setPlace, splitId, classId, isUpright, isLookedAt }: NewAnnotation): void =>
      void addAnnotation.run(sourceId, sampleId, setPlace, splitId, classId, Number(isUpright), Number(isLookedAt)),
    field: (sampleId: number, fieldId: number, value: FieldValue): void => void addField.run(sourceId, sampleId, fieldId, value),
    box({ sampleId, classId, place, isCrowd, area, extra }: NewBox): void {
      addBox.run(sourceId, sampleId, classId, ...place, Number(isCrowd), area, extra);
      added.set(sampleId, (added.get(sampleId) ?? 0) + 1);
    },
    /** To be called in the transaction of the boxes. */
    countBoxes(): void {
      for (const [sampleId, boxes] of added) count.run(boxes, sourceId, sampleId);
      added.clear();
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

/** Samples whose frames are read at once: a millisecond, where one alone costs a hundredth of it. */
const FRAMES_AT_ONCE = 256;
const NUMBERS_OF_FRAME = 3;

/** Finds how a picture is shown; null: it was not decoded. What it has read it keeps, 12 bytes a sample. */
export function createFrameReader(db: ReadableDb): (sampleId: number) => PictureFrame | null {
  const find = db
    .prepare<[number, number], [number, number | null, number | null, number | null]>(
      'SELECT id, width, height, orientation FROM sample WHERE id >= ? AND id < ?',
    )
    .raw();
  const blocks = new Map<number, Int32Array>();
  /** -1: there is none. */
  function read(block: number): Int32Array {
    const first = block * FRAMES_AT_ONCE;
    const numbers = new Int32Array(FRAMES_AT_ONCE * NUMBERS_OF_FRAME).fill(-1);
    for (const [id, ...frame] of find.all(first, first + FRAMES_AT_ONCE)) {
      numbers.set(
        frame.map((number) => number ?? -1),
        (id - first) * NUMBERS_OF_FRAME,
      );
    }
    blocks.set(block, numbers);
    return numbers;
  }
  return (sampleId) => {
    const block = Math.floor(sampleId / FRAMES_AT_ONCE);
    const at = (sampleId % FRAMES_AT_ONCE) * NUMBERS_OF_FRAME;
    const [width = -1, height = -1, orientation = -1] = (blocks.get(block) ?? read(block)).subarray(at, at + NUMBERS_OF_FRAME);
    return width < 0 || height < 0 ? null : { width, height, orientation: orientation < 0 ? null : orientation };
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
