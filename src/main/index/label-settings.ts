import { DEFAULT_DETECTION_SETTINGS, type DetectionSettings } from '../../shared/detection.ts';
import { DEFAULT_LABEL_SETTINGS, type LabelSettings } from '../../shared/prediction.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** Keys in `meta`. */
export const LABEL_SETTINGS = 'labelSettings';
export const DETECTION_SETTINGS = 'detectionSettings';

export function readLabelSettings(db: ReadableDb): LabelSettings {
  return read(db, LABEL_SETTINGS) ?? DEFAULT_LABEL_SETTINGS;
}

/** Queries have to be told: `dataset.cutsMoved()`. */
export function writeLabelSettings(db: WritableDb, settings: LabelSettings): void {
  write(db, LABEL_SETTINGS, settings);
}

export function readDetectionSettings(db: ReadableDb): DetectionSettings {
  return read(db, DETECTION_SETTINGS) ?? DEFAULT_DETECTION_SETTINGS;
}

/** Queries have to be told: `dataset.cutsMoved()`. */
export function writeDetectionSettings(db: WritableDb, settings: DetectionSettings): void {
  write(db, DETECTION_SETTINGS, settings);
}

/** What `write` wrote; null: nothing. */
function read<T>(db: ReadableDb, key: string): T | null {
  const value = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key);
  return value === undefined ? null : (JSON.parse(value) as T);
}

function write(db: WritableDb, key: string, value: LabelSettings | DetectionSettings): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, JSON.stringify(value));
}
