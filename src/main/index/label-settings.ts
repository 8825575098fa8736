import { DEFAULT_LABEL_SETTINGS, type LabelSettings } from '../../shared/prediction.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Key in `meta`. */
export const LABEL_SETTINGS = 'labelSettings';

export function readLabelSettings(db: ReadableDb): LabelSettings {
  const value = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(LABEL_SETTINGS);
  return value === undefined ? DEFAULT_LABEL_SETTINGS : (JSON.parse(value) as LabelSettings);
}

/** Queries have to be told: `dataset.cutsMoved()`. */
export function writeLabelSettings(db: WritableDb, settings: LabelSettings): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(LABEL_SETTINGS, JSON.stringify(settings));
}
