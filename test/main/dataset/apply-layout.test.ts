import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyLayout, finishLayout } from '../../../src/main/dataset/apply-layout.ts';
import { INDEX_MIGRATIONS, openWritable, type WritableDb } from '../../../src/main/db/connection.ts';
import { namesOf } from '../../../src/main/index/classes.ts';
import { readMeta, writeMeta } from '../../../src/main/index/meta.ts';
import { NO_LAYOUT } from '../../../src/shared/layout.ts';
import { tempFolder } from '../../fixtures/temp-folder.ts';

const BY_FOLDER = { splitLevel: 0, labelLevel: 1 };
const SAMPLES = 2500;

let db: WritableDb;
beforeEach(() => {
  db = openWritable(join(tempFolder(), 'winnow.db'), INDEX_MIGRATIONS);
  const add = db.prepare("INSERT INTO sample (path, size_bytes, mtime_ms, status) VALUES (?, 1, 1, 'ok')");
  db.transaction(() => {
    for (let n = 0; n < SAMPLES; n++) add.run(`${n % 2 ? 'train' : 'test'}/class-${n % 5}/${n}.jpg`);
  })();
});

const labelled = (): unknown => db.prepare('SELECT count(*) FROM sample WHERE class_id IS NOT NULL').pluck().get();

describe('a layout', () => {
  it('labels every sample, and another takes it all back', async () => {
    expect(await applyLayout(db, BY_FOLDER)).toEqual(NO_LAYOUT);
    expect(labelled()).toBe(SAMPLES);
    expect(namesOf(db, 'class')).toEqual(['class-0', 'class-1', 'class-2', 'class-3', 'class-4']);
    expect(namesOf(db, 'split')).toEqual(['test', 'train']);
    expect(await applyLayout(db, NO_LAYOUT)).toEqual(BY_FOLDER);
    expect(labelled()).toBe(0);
    expect(namesOf(db, 'class')).toEqual([]);
    expect(namesOf(db, 'split')).toEqual([]);
  });

  it('is applied after the one before it, however fast they come', async () => {
    const all = [applyLayout(db, BY_FOLDER), applyLayout(db, NO_LAYOUT), applyLayout(db, { splitLevel: 1, labelLevel: 0 })];
    expect(await Promise.all(all)).toEqual([NO_LAYOUT, BY_FOLDER, NO_LAYOUT]);
    expect(namesOf(db, 'class')).toEqual(['test', 'train']);
    expect(readMeta(db)).toMatchObject({ layout: { splitLevel: 1, labelLevel: 0 }, isLayoutApplied: true });
  });

  it('that a killed process left half applied is finished', async () => {
    writeMeta(db, { layout: BY_FOLDER, isLayoutApplied: false });
    await finishLayout(db);
    expect(labelled()).toBe(SAMPLES);
    expect(readMeta(db).isLayoutApplied).toBe(true);
  });

  it('lets others have their turn between transactions', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await applyLayout(db, BY_FOLDER);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});
