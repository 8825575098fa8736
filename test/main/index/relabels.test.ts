import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyLayout as placeAll, renewPlaces } from '../../../src/main/dataset/apply-layout.ts';
import { INDEX_MIGRATIONS, openWritable, type WritableDb } from '../../../src/main/db/connection.ts';
import { namesOf } from '../../../src/main/index/classes.ts';
import { RELABEL_CHUNK } from '../../../src/main/index/decision-effect.ts';
import { lastRelabel, readHistory } from '../../../src/main/index/decision-history.ts';
import {
  applyLayout,
  applyRelabel,
  applyRelabelEach,
  applyTag,
  type Decided,
  finishDecision,
  redo,
  undo,
} from '../../../src/main/index/decisions.ts';
import { readMeta } from '../../../src/main/index/meta.ts';
import { applyMoves } from '../../../src/main/index/moves.ts';
import { markGone } from '../../../src/main/index/samples.ts';
import { type Layout, NO_LAYOUT } from '../../../src/shared/layout.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

const BY_FOLDER: Layout = { splitLevel: null, labelLevel: 0 };
const BY_SUBFOLDER: Layout = { splitLevel: 0, labelLevel: 1 };

let index: TestIndex;
beforeEach(async () => {
  index = makeIndex();
  index.db.pragma('synchronous = OFF');
  addSamples(
    index.db,
    ['cat/x/1', 'cat/y/2', 'dog/x/3', 'dog/y/4', '5'].map((path) => ({ path })),
  );
  await placeAll(index.db, BY_FOLDER);
});
afterEach(() => index.close());

const setLayoutOf = (db: WritableDb) => async (layout: Layout) => void (await placeAll(db, layout));
const relabel = (label: string | null, ...ids: readonly number[]): Promise<Decided> =>
  applyRelabel(index.db, { label, ids: Uint32Array.from(ids) }, setLayoutOf(index.db));
const labels = (db: WritableDb = index.db): unknown =>
  db.prepare('SELECT name FROM sample LEFT JOIN class ON class.id = class_id ORDER BY sample.id').pluck().all();
const takeBack = () => undo(index.db, setLayoutOf(index.db));
const doAgain = () => redo(index.db, setLayoutOf(index.db));

describe('applyRelabel', () => {
  it('changes and records only samples that had another label', async () => {
    const done = await relabel('cat', 4, 1, 5, 4, 99);
    const ids = Uint32Array.of(4, 5);
    expect(done).toEqual({
      decisionId: 1,
      changed: ids,
      touched: ids,
      part: 'labels',
      message: 'Relabelled 2 samples “cat”',
    });
    expect(labels()).toEqual(['cat', 'cat', 'dog', 'cat', 'cat']);
    expect(readHistory(index.db, 1, 0)).toMatchObject([{ kind: 'relabel', value: 'cat', sampleCount: 2 }]);
    expect((await takeBack()).message).toBe('Undid: relabelled 2 samples “cat”');
    expect(labels()).toEqual(['cat', 'cat', 'dog', 'dog', null]);
  });

  it('says so where nothing changes', async () => {
    expect(await relabel('cat', 1, 2)).toMatchObject({ decisionId: null, message: 'All of them were labelled “cat” already' });
    expect(await relabel(null, 5)).toMatchObject({ decisionId: null, message: 'None of them had a label' });
    expect(await relabel('cat')).toMatchObject({ decisionId: null, message: 'No samples match' });
    expect(readHistory(index.db, 1, 0)).toEqual([]);
  });

  it('takes labels off', async () => {
    expect((await relabel(null, 1, 5)).message).toBe('Took the label off 1 sample');
    expect(labels()).toEqual([null, 'cat', 'dog', 'dog', null]);
  });

  it('knows an invented class as long as something has it', async () => {
    await relabel('cta', 1, 2, 3);
    expect(namesOf(index.db, 'class')).toEqual(['cat', 'cta', 'dog']);
    await relabel('fox', 1, 2, 3, 4);
    expect(namesOf(index.db, 'class')).toEqual(['cat', 'dog', 'fox']);
    await takeBack();
    expect(labels()).toEqual(['cta', 'cta', 'cta', 'dog', null]);
    expect(namesOf(index.db, 'class')).toEqual(['cat', 'cta', 'dog']);
    await takeBack();
    expect(namesOf(index.db, 'class')).toEqual(['cat', 'dog']);
  });

  it('is found as the newest step, and what takes it back', async () => {
    expect(lastRelabel(index.db)).toBe(0);
    await relabel('fox', 1);
    await applyTag(index.db, { tag: 't', on: true, ids: Uint32Array.of(1) }, setLayoutOf(index.db));
    expect(lastRelabel(index.db)).toBe(1);
    await takeBack();
    await takeBack();
    expect(lastRelabel(index.db)).toBe(4);
  });

  it('gives each of many samples back what it had, also where the user had given it', async () => {
    await relabel('fox', 1, 3);
    await relabel(null, 2);
    await relabel('owl', 1, 2, 3, 4, 5);
    await takeBack();
    expect(labels()).toEqual(['fox', null, 'fox', 'dog', null]);
    await doAgain();
    expect(labels()).toEqual(Array(5).fill('owl'));
    for (let k = 0; k < 3; k++) await takeBack();
    expect(labels()).toEqual(['cat', 'cat', 'dog', 'dog', null]);
    expect(index.db.prepare('SELECT count(*) FROM given_label').pluck().get()).toBe(0);
  });
});

describe('applyRelabelEach', () => {
  const each = (change: Readonly<Record<number, string>>): Promise<Decided> => {
    const ids = Object.keys(change).map(Number);
    const classes = [...new Set(Object.values(change))];
    const places = Uint32Array.from(ids, (id) => classes.indexOf(change[id] ?? ''));
    return applyRelabelEach(index.db, { ids: Uint32Array.from(ids), places, classes }, setLayoutOf(index.db));
  };

  it('gives each sample a label of its own as one decision, and gives back what each had', async () => {
    await relabel('fox', 2);
    const done = await each({ 1: 'dog', 2: 'owl', 3: 'dog', 5: 'cat', 99: 'cat' });
    expect(done).toMatchObject({ part: 'labels', message: 'Relabelled 3 samples “cat”, “dog” or “owl”' });
    expect([...(done.changed ?? [])]).toEqual([1, 2, 5]);
    expect(labels()).toEqual(['dog', 'owl', 'dog', 'dog', 'cat']);
    expect(readHistory(index.db, 1, 0)).toMatchObject([{ kind: 'relabel-each', sampleCount: 3 }]);
    expect(lastRelabel(index.db)).toBe(done.decisionId);
    await takeBack();
    expect(labels()).toEqual(['cat', 'fox', 'dog', 'dog', null]);
    expect(namesOf(index.db, 'class')).toEqual(['cat', 'dog', 'fox']);
    await doAgain();
    expect(labels()).toEqual(['dog', 'owl', 'dog', 'dog', 'cat']);
  });

  it('says so where nothing changes', async () => {
    expect(await each({ 1: 'cat', 3: 'dog' })).toMatchObject({
      decisionId: null,
      message: 'All of them were labelled so already',
    });
    expect(await each({})).toMatchObject({ decisionId: null, message: 'No samples match' });
  });
});

describe('a label that the user gave', () => {
  it('stays when a layout is applied, files move or folders are read again, and takes nothing away from what they say', async () => {
    await relabel('fox', 1);
    await relabel(null, 3);
    await placeAll(index.db, BY_SUBFOLDER);
    expect(labels()).toEqual(['fox', 'y', null, 'y', null]);
    expect(namesOf(index.db, 'class')).toEqual(['fox', 'x', 'y']);
    await renewPlaces(index.db);
    expect(labels()).toEqual(['fox', 'y', null, 'y', null]);
    await takeBack();
    await takeBack();
    expect(labels()).toEqual(['x', 'y', 'x', 'y', null]);
  });

  it('is given back exactly after a layout that was decided later and taken back', async () => {
    await relabel('fox', 1, 2);
    await relabel('owl', 2, 3);
    const before = readMeta(index.db).layout;
    await applyLayout(index.db, { before, layout: NO_LAYOUT }, setLayoutOf(index.db));
    expect(labels()).toEqual(['fox', 'owl', 'owl', null, null]);
    await takeBack();
    await takeBack();
    expect(labels()).toEqual(['fox', 'fox', 'dog', 'dog', null]);
  });

  it('goes with the file to another folder, where its class is found anew', async () => {
    const [to] = addSamples(index.db, [{ path: 'dog/z/1', label: 'dog' }]);
    const [beside] = addSamples(index.db, [{ path: 'dog/z/2', label: 'dog' }]);
    await relabel('fox', 1);
    await relabel('owl', beside ?? 0);
    applyMoves(
      index.db,
      [
        { from: { id: 1, path: 'cat/x/1' }, to: { id: to ?? 0, path: 'dog/z/1' } },
        { from: { id: 2, path: 'cat/y/2' }, to: { id: beside ?? 0, path: 'dog/z/2' } },
      ],
      1,
    );
    expect(labels()).toEqual(['fox', 'owl', 'dog', 'dog', null]);
    const found = 'SELECT sample_id, name FROM given_label JOIN class ON class.id = found_class_id';
    expect(index.db.prepare(found).raw().all()).toEqual([
      [1, 'dog'],
      [2, 'dog'],
    ]);
  });

  it('keeps the row of a file that an unfinished run had added and that is gone', async () => {
    index.db.exec("UPDATE sample SET change = 'added', changed_run = 2 WHERE id IN (1, 2)");
    await relabel('fox', 1);
    expect(markGone(index.db, [1, 2], { id: 3, since: 1 })).toEqual([2]);
  });
});

describe('a relabelling of many samples', () => {
  const MANY = 2 * RELABEL_CHUNK + 10;
  let ids: Uint32Array;
  beforeEach(() => {
    ids = Uint32Array.from(
      addSamples(
        index.db,
        Array.from({ length: MANY }, (_, k) => ({ path: `m${k}`, label: `class ${k % 3}` })),
      ),
    );
  });
  const countOf = (db: WritableDb, label: string): unknown =>
    db.prepare('SELECT count(*) FROM sample WHERE class_id = (SELECT id FROM class WHERE name = ?)').pluck().get(label);

  it('leaves others their turn, and is taken back', async () => {
    const before = labels();
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await relabel('fox', ...ids);
    await takeBack();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    expect(labels()).toEqual(before);
  });

  it.each(['done', 'undone'] as const)('that was cut short when it was %s is finished by the next start', async (state) => {
    const before = labels();
    if (state === 'undone') await relabel('fox', ...ids);
    index.db.exec(`
      CREATE TEMP TRIGGER plug BEFORE UPDATE OF class_id ON sample WHEN new.id > ${RELABEL_CHUNK + 100}
        BEGIN SELECT raise(ABORT, 'pulled the plug'); END`);
    await expect(state === 'done' ? relabel('fox', ...ids) : takeBack()).rejects.toThrow('pulled the plug');
    const reopened = openWritable(index.file, INDEX_MIGRATIONS);
    expect(countOf(reopened, 'fox')).not.toBe(state === 'done' ? MANY : 0);
    expect(await finishDecision(reopened, setLayoutOf(reopened))).toBe(true);
    if (state === 'done') expect(countOf(reopened, 'fox')).toBe(MANY);
    else expect(labels(reopened)).toEqual(before);
    expect(namesOf(reopened, 'class').includes('fox')).toBe(state === 'done');
    reopened.close();
  });
});
