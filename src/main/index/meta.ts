import { type FolderLevels, type Layout, NO_LAYOUT } from '../../shared/layout.ts';
import type { ReadableDb, WritableDb } from '../db/connection.ts';

/** What an index knows about itself beyond its samples. */
export interface IndexMeta {
  readonly detectedLayout: Layout;
  readonly layout: Layout;
  readonly isLayoutConfirmed: boolean;
  /** False while the samples are being given the classes and splits of `layout`, and after a crash in the middle of it. */
  readonly isLayoutApplied: boolean;
}

const KEYS = ['detectedLayout', 'layout', 'isLayoutConfirmed', 'isLayoutApplied'] as const satisfies readonly (keyof IndexMeta)[];

export function readMeta(db: ReadableDb): IndexMeta {
  const find = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const values = new Map(KEYS.map((key) => [key, JSON.parse(find.get(key) ?? 'null') as unknown]));
  return {
    detectedLayout: asLayout(values.get('detectedLayout')),
    layout: asLayout(values.get('layout')),
    isLayoutConfirmed: values.get('isLayoutConfirmed') === true,
    isLayoutApplied: values.get('isLayoutApplied') !== false,
  };
}

export function writeMeta(db: WritableDb, changes: Partial<IndexMeta>): void {
  const put = db.prepare('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  db.transaction(() => {
    for (const key of KEYS) {
      if (changes[key] !== undefined) put.run(key, JSON.stringify(changes[key]));
    }
  })();
}

function asLayout(value: unknown): Layout {
  const sources: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'sources') : undefined;
  const levels = asLevels(value);
  if (typeof sources !== 'object' || sources === null) return levels;
  return { ...levels, sources: Object.fromEntries(Object.entries(sources).map(([name, one]) => [name, asLevels(one)])) };
}

function asLevels(value: unknown): FolderLevels {
  if (typeof value !== 'object' || value === null) return NO_LAYOUT;
  return { splitLevel: asLevel(value, 'splitLevel'), labelLevel: asLevel(value, 'labelLevel') };
}

function asLevel(value: object, key: keyof FolderLevels): number | null {
  const level: unknown = Reflect.get(value, key);
  return typeof level === 'number' ? level : null;
}
