import type { WritableDb } from '../db/connection.ts';

/** Samples beside the labels that the user gave, to be named in FROM. */
export const WITH_GIVEN_LABEL = 'sample LEFT JOIN given_label ON given_label.sample_id = sample.id';
/** On a row of them: id of the class that folders or imports say, null for none. */
export const FOUND_CLASS_ID = 'iif(given_label.sample_id IS NULL, sample.class_id, given_label.found_class_id)';

/** On a row of given_label: the user gave another label than was found. */
export const IS_RELABELED = 'given_label.class_id IS NOT given_label.found_class_id';

/** Of a sample that was relabelled: the label that was found; absent: it was not. */
export interface BeforeRelabel {
  readonly labelBefore?: string | null;
}

/** @param text as `labelBefore` in SAMPLE_COLUMNS */
export function beforeRelabel(text: string | null): BeforeRelabel {
  if (text === null) return {};
  const [labelBefore = null] = JSON.parse(text) as readonly (string | null)[];
  return { labelBefore };
}

/** What a sample's label is to be: one that the user gives, none being one too, or the one that was found. */
export type LabelChoice = { readonly isOwn: true; readonly label: string | null } | { readonly isOwn: false };

/**
 * Gives samples the label of the user's choice, or takes that back. Inside a transaction; passes over samples that are gone.
 * Doing it twice is doing it once.
 */
export function giveLabel(db: WritableDb, ids: readonly number[], choice: LabelChoice): void {
  const list = JSON.stringify(ids);
  if (!choice.isOwn) {
    db.prepare(`
      UPDATE sample SET class_id = (SELECT found_class_id FROM given_label WHERE sample_id = id)
      WHERE id IN (SELECT sample_id FROM given_label WHERE sample_id IN (SELECT value FROM json_each(?)))`).run(list);
    db.prepare('DELETE FROM given_label WHERE sample_id IN (SELECT value FROM json_each(?))').run(list);
    return;
  }
  const classId = choice.label === null ? null : classIdOf(db, choice.label);
  db.prepare(`
    INSERT INTO given_label (sample_id, class_id, found_class_id)
    SELECT id, @classId, class_id FROM sample WHERE id IN (SELECT value FROM json_each(@list))
    ON CONFLICT (sample_id) DO UPDATE SET class_id = excluded.class_id`).run({ classId, list });
  db.prepare('UPDATE sample SET class_id = @classId WHERE id IN (SELECT value FROM json_each(@list))').run({ classId, list });
}

function classIdOf(db: WritableDb, name: string): number {
  db.prepare('INSERT OR IGNORE INTO class (name) VALUES (?)').run(name);
  return db.prepare<[string], number>('SELECT id FROM class WHERE name = ?').pluck().get(name) as number;
}

/** Sets the class that folders or imports say a sample has; a label that the user gave stays in force before it. */
export function createFoundClassWriter(db: WritableDb): (id: number, classId: number | null) => void {
  const behind = db.prepare('UPDATE given_label SET found_class_id = ? WHERE sample_id = ?');
  const inForce = db.prepare('UPDATE sample SET class_id = ? WHERE id = ?');
  return (id, classId) => {
    if (behind.run(classId, id).changes === 0) inForce.run(classId, id);
  };
}

/** Gives one sample the found class of another, and its label; a label that the user gave the first stays in force. */
export function createLabelPasser(db: WritableDb): (toId: number, fromId: number) => void {
  const steps = [
    `UPDATE sample SET class_id = (SELECT class_id FROM sample WHERE id = @from)
     WHERE id = @to AND NOT EXISTS (SELECT 1 FROM given_label WHERE sample_id = @to)`,
    `UPDATE given_label SET found_class_id = (
       SELECT ${FOUND_CLASS_ID} FROM ${WITH_GIVEN_LABEL} WHERE sample.id = @from) WHERE sample_id = @to`,
    `INSERT OR IGNORE INTO given_label (sample_id, class_id, found_class_id)
     SELECT @to, class_id, found_class_id FROM given_label WHERE sample_id = @from`,
  ].map((sql) => db.prepare(sql));
  return (to, from) => {
    for (const step of steps) step.run({ to, from });
  };
}
