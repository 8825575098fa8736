import type { LabelChoice, LabelFormat } from '../../shared/label-files.ts';
import { LABEL_FORMATS } from '../../shared/label-files.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** What a person said of the annotations to use, as JSON. */
const LABEL_CHOICE = 'label choice';
/** Annotations that a person named, absolute, as versions before wrote it. */
const LABEL_FILE = 'label file';
const SEEN = 'labels seen';

/** Whatever is found, by any format. */
export const EVERY_LABEL: LabelChoice = { files: [], format: null, leftOut: [] };

/** Which annotations the next index job reads, and every later one. */
export function readLabelChoice(db: ReadableDb): LabelChoice {
  const value = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const written = value.get(LABEL_CHOICE);
  if (written !== undefined) return checked(JSON.parse(written));
  const file = value.get(LABEL_FILE);
  return file === undefined ? EVERY_LABEL : { ...EVERY_LABEL, files: [file] };
}

export function writeLabelChoice(db: WritableDb, choice: LabelChoice): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(LABEL_CHOICE, JSON.stringify(choice));
}

/** Sets of files that a person has seen and kept, or chose, by `setKey`. */
export function readSeenLabels(db: ReadableDb): readonly string[] {
  const written = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(SEEN);
  return written === undefined ? [] : (JSON.parse(written) as readonly string[]);
}

/** Adds to these. */
export function noteSeenLabels(db: WritableDb, keys: readonly string[]): void {
  const seen = [...new Set([...readSeenLabels(db), ...keys])];
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(SEEN, JSON.stringify(seen));
}

/** A format that this version does not know is none. */
function checked(choice: LabelChoice): LabelChoice {
  const isKnown = (LABEL_FORMATS as readonly (LabelFormat | null)[]).includes(choice.format);
  return isKnown ? choice : { ...choice, format: null };
}
