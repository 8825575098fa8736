import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnnotationSet, Annotator, ConsensusMethod } from '../../shared/annotation.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';
import { sixDigits } from './six-digits.ts';

export type NewAnnotationSet = Omit<AnnotationSet, 'id' | 'isActive'>;

/** One label of an annotator; places in the set's lists. Ordered by sample, then annotator. */
export interface AnnotationRows {
  readonly ids: Uint32Array;
  readonly annotator: Uint32Array;
  readonly label: Int32Array;
}

/** What the labels of samples come to, by sample. */
export interface ConsensusColumns {
  readonly ids: Uint32Array;
  /** Place in the set's classes. */
  readonly places: Int32Array;
  readonly probability: Float32Array;
  /** NaN with one label. */
  readonly agreement: Float32Array;
}

interface StoredSet extends Omit<AnnotationSet, 'classes' | 'annotators' | 'isActive'> {
  readonly classes: string;
  readonly annotators: string;
  readonly isActive: number;
}

/** Rows written, or dropped, in one transaction: about 10 ms. */
const CHUNK = 3000;
/** Ids whose rows are dropped in one transaction. */
const DROPPED_IDS = 1000;

const SET = `id, name, origin, method, classes, annotators, sample_count AS samples, label_count AS labels,
  disagreement_count AS disagreements, pairwise, alpha, created_ms AS createdMs, run_id AS runId,
  id IN (SELECT set_id FROM active_annotation_set) AS isActive FROM annotation_set`;

/** SQL on a row of `sample`: the class that the labels of the active set come to, null where it has none. */
export const CONSENSUS = `(SELECT annotation_consensus.class FROM annotation_consensus
    WHERE sample_id = sample.id AND set_id = (SELECT set_id FROM active_annotation_set))`;

/** Newest first. */
export function annotationSets(db: ReadableDb): readonly AnnotationSet[] {
  return db.prepare<[], StoredSet>(`SELECT ${SET} ORDER BY id DESC`).all().map(parsed);
}

/** The set that queries see; null where there is none. */
export function activeAnnotations(db: ReadableDb): AnnotationSet | null {
  const row = db.prepare<[], StoredSet>(`SELECT ${SET} WHERE id = (SELECT set_id FROM active_annotation_set)`).get();
  return row === undefined ? null : parsed(row);
}

/** Has queries see this set. They have to be told: `dataset.changed(null, 'annotations')`. */
export function activateAnnotations(db: WritableDb, id: number): void {
  db.prepare('INSERT OR REPLACE INTO active_annotation_set (only_one, set_id) VALUES (1, ?)').run(id);
}

/** An id that no set has, had, or will be given again, for rows that are written before their set. */
export function reserveSetId(db: WritableDb): number {
  return db.transaction(() => {
    const next = 'SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0) + 1';
    const id = db.prepare<[string], number>(next).pluck().get('annotation_set') ?? 1;
    const { changes } = db.prepare('UPDATE sqlite_sequence SET seq = ? WHERE name = ?').run(id, 'annotation_set');
    if (changes === 0) db.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run('annotation_set', id);
    return id;
  })();
}

/** Writes the labels of a set that is not there yet, some at a time; samples that are gone are passed over. @throws AbortError */
export async function writeAnnotations(
  db: WritableDb,
  setId: number,
  { ids, annotator, label }: AnnotationRows,
  onWritten: (rows: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const write = db.prepare(`
    INSERT INTO annotation (sample_id, set_id, annotator_place, class_place) SELECT id, ?, ?, ? FROM sample WHERE id = ?`);
  await inChunks(db, ids.length, signal, (at) => write.run(setId, annotator[at], label[at], ids[at]), onWritten);
}

/** The same of what they come to. @param classes of the set */
export async function writeConsensus(
  db: WritableDb,
  setId: number,
  { ids, places, probability, agreement }: ConsensusColumns,
  classes: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const write = db.prepare(`
    INSERT INTO annotation_consensus (sample_id, set_id, class_place, class, probability, agreement)
    SELECT id, ?, ?, ?, ?, ? FROM sample WHERE id = ?`);
  const writeRow = (at: number): void => {
    const place = places[at] ?? 0;
    write.run(setId, place, classes[place], sixDigits(probability[at]) ?? 0, sixDigits(agreement[at]), ids[at]);
  };
  await inChunks(db, ids.length, signal, writeRow, () => undefined);
}

async function inChunks(
  db: WritableDb,
  length: number,
  signal: AbortSignal,
  write: (at: number) => void,
  onWritten: (rows: number) => void,
): Promise<void> {
  for (let start = 0; start < length; start += CHUNK) {
    if (start > 0) await nextTurn();
    signal.throwIfAborted();
    const end = Math.min(length, start + CHUNK);
    db.transaction(() => {
      for (let at = start; at < end; at++) write(at);
    })();
    onWritten(end);
  }
}

/** The row that makes a set of what was written; it becomes the active one. */
export function insertSet(db: WritableDb, id: number, set: NewAnnotationSet): void {
  db.transaction(() => {
    db.prepare(`
      INSERT INTO annotation_set (id, name, origin, method, classes, annotators, sample_count, label_count, disagreement_count,
        pairwise, alpha, created_ms, run_id)
      VALUES (@id, @name, @origin, @method, @classes, @annotators, @samples, @labels, @disagreements, @pairwise, @alpha,
        @createdMs, @runId)`).run({
      ...set,
      id,
      classes: JSON.stringify(set.classes),
      annotators: JSON.stringify(set.annotators),
    });
    activateAnnotations(db, id);
  })();
}

/** Drops the row of a set; where it was the active one, the newest of the others is. Its labels are left over. */
export function dropSet(db: WritableDb, id: number): void {
  db.transaction(() => {
    db.prepare('DELETE FROM annotation_set WHERE id = ?').run(id);
    db.prepare(`
      INSERT OR IGNORE INTO active_annotation_set (only_one, set_id)
      SELECT 1, id FROM annotation_set ORDER BY id DESC LIMIT 1`).run();
  })();
}

/** Drops labels whose set is not there: of one that was dropped, or that a kill or a cancel left half written. */
export async function removeLeftoverAnnotations(db: WritableDb): Promise<void> {
  const known = JSON.stringify(annotationSets(db).map(({ id }) => id));
  for (const table of ['annotation', 'annotation_consensus'] as const) {
    const drop = db.prepare(`
      DELETE FROM ${table} WHERE sample_id > ? AND sample_id <= ? AND set_id NOT IN (SELECT value FROM json_each(?))`);
    const last = Number(db.prepare(`SELECT coalesce(max(sample_id), 0) FROM ${table}`).pluck().get());
    for (let after = 0; after < last; after += DROPPED_IDS) {
      drop.run(after, after + DROPPED_IDS, known);
      await nextTurn();
    }
  }
}

function parsed({ classes, annotators, ...row }: StoredSet): AnnotationSet {
  return {
    ...row,
    method: row.method satisfies ConsensusMethod,
    classes: JSON.parse(classes) as readonly string[],
    annotators: JSON.parse(annotators) as readonly Annotator[],
    isActive: row.isActive === 1,
  };
}
