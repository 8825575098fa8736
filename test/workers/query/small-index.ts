import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { INDEX_MIGRATIONS, openWritable, type WritableDb } from '../../../src/main/db/connection.ts';
import { STATUSES } from '../../../src/shared/sample.ts';

export interface SampleRow {
  readonly folder: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly status: string;
  readonly format: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly channels: number | null;
  readonly frames: number | null;
  readonly label: string | null;
  readonly split: string | null;
  readonly tags: readonly string[];
}

export const LABELS = ['cat', 'Cat', 'sea lion', 'é', '\u{e000}', '\u{1f600}'] as const;
export const SPLITS = ['train', 'val'] as const;
export const TAGS = ['remove', 'review', 'x y'] as const;
export const FORMATS = ['jpeg', 'png'] as const;

const small = (max: number): fc.Arbitrary<number | null> => fc.option(fc.integer({ min: 1, max }), { freq: 4 });

/** Few different values, so that ties, matches and missing values are common. */
export const arbitrarySample: fc.Arbitrary<SampleRow> = fc.record({
  folder: fc.constantFrom('train/cat', 'train/Dog', 'val', 'a b', 'deep/er/still'),
  sizeBytes: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 40 })),
  modifiedMs: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e13, max: 1e13, noNaN: true })),
  status: fc.constantFrom(...STATUSES),
  format: fc.option(fc.constantFrom(...FORMATS)),
  width: small(9),
  height: small(9),
  channels: small(4),
  frames: small(3),
  label: fc.option(fc.constantFrom(...LABELS)),
  split: fc.option(fc.constantFrom(...SPLITS)),
  tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
});

/** A real index in a folder of its own, for one test. */
export interface SmallIndex {
  readonly file: string;
  readonly db: WritableDb;
  /** @returns the new sample's id */
  insert(sample: SampleRow): number;
  update(id: number, sample: SampleRow): void;
  remove(id: number): void;
  close(): void;
}

export function makeSmallIndex(samples: readonly SampleRow[]): SmallIndex {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-query-'));
  const file = join(folder, 'winnow.db');
  const db = openWritable(file, INDEX_MIGRATIONS);
  db.pragma('synchronous = OFF');
  for (const name of LABELS) db.prepare('INSERT INTO class (name) VALUES (?)').run(name);
  for (const name of SPLITS) db.prepare('INSERT INTO split (name) VALUES (?)').run(name);
  for (const name of TAGS) db.prepare('INSERT INTO tag (name) VALUES (?)').run(name);
  const insertRow = db.prepare(INSERT);
  const updateRow = db.prepare(UPDATE);
  const untag = db.prepare('DELETE FROM sample_tag WHERE sample_id = ?');
  const tag = db.prepare('INSERT INTO sample_tag SELECT ?, id FROM tag WHERE name = ?');
  let paths = 0;
  /** Unique names whose order is not that of their ids. */
  const pathIn = (folder: string): string => `${folder}/${['b', 'A', 'a', 'Z'][paths % 4] ?? ''}${paths++}.jpg`;

  const insert = (sample: SampleRow): number => {
    const id = Number(insertRow.run({ ...sample, tags: null, folder: null, path: pathIn(sample.folder) }).lastInsertRowid);
    for (const name of sample.tags) tag.run(id, name);
    return id;
  };
  db.transaction(() => samples.forEach(insert))();
  return {
    file,
    db,
    insert,
    update: (id, sample) => {
      updateRow.run({ ...sample, tags: null, folder: null, path: pathIn(sample.folder), id });
      untag.run(id);
      for (const name of sample.tags) tag.run(id, name);
    },
    remove: (id) => void db.prepare('DELETE FROM sample WHERE id = ?').run(id),
    close: () => {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const INSERT = `
  INSERT INTO sample (path, size_bytes, mtime_ms, status, format, width, height, channels, frames, class_id, split_id)
  VALUES (@path, @sizeBytes, @modifiedMs, @status, @format, @width, @height, @channels, @frames,
    (SELECT id FROM class WHERE name = @label), (SELECT id FROM split WHERE name = @split))`;

const UPDATE = `
  UPDATE sample SET path = @path, size_bytes = @sizeBytes, mtime_ms = @modifiedMs, status = @status, format = @format,
    width = @width, height = @height, channels = @channels, frames = @frames,
    class_id = (SELECT id FROM class WHERE name = @label), split_id = (SELECT id FROM split WHERE name = @split)
  WHERE id = @id`;
