import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyLayout as placeAll } from '../../../src/main/dataset/apply-layout.ts';
import { applyBoxSource, beginBoxSource, createBoxWriter } from '../../../src/main/index/boxes.ts';
import { applyKeep, applyRelabelEach, applyTag, redo, undo } from '../../../src/main/index/decisions.ts';
import { decisionsOfSample } from '../../../src/main/index/decisions-of-sample.ts';
import { annotationOf, annotatorsOf, indexedAs } from '../../../src/main/index/sample-sources.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(async () => {
  index = makeIndex();
  addSamples(
    index.db,
    ['cat/a', 'cat/b', 'dog/a', 'dog/b'].map((path) => ({ path })),
  );
  await placeAll(index.db, { splitLevel: null, labelLevel: 0 });
});
afterEach(() => index.close());

const setLayout = async (): Promise<void> => {};

it('finds the decisions about one sample that stand, newest first', async () => {
  await applyTag(index.db, { tag: 'odd', on: true, ids: Uint32Array.of(1, 2, 4), query: 'width<9' }, setLayout);
  await applyRelabelEach(
    index.db,
    { ids: Uint32Array.of(1, 2, 3), places: Uint32Array.of(1, 0, 1), classes: ['fox', 'owl'] },
    setLayout,
  );
  await applyKeep(index.db, { issue: 'dark', on: true, ids: Uint32Array.of(2) }, setLayout);
  await applyTag(index.db, { tag: 'remove', on: true, ids: Uint32Array.of(2, 3) }, setLayout);
  await undo(index.db, setLayout);
  const told = async (id: number) =>
    (await decisionsOfSample(index.db, id)).map(({ kind, value, query }) => [kind, value, query]);
  expect(await told(2)).toEqual([
    ['not-issue', 'dark', null],
    ['relabel-each', 'fox', null],
    ['tag', 'odd', 'width<9'],
  ]);
  expect(await told(3)).toEqual([['relabel-each', 'owl', null]]);
  await redo(index.db, setLayout);
  expect((await told(3))[0]).toEqual(['tag', 'remove', null]);
  expect(await told(99)).toEqual([]);
});

it('says which annotation files name a sample, and their fields', () => {
  expect(annotationOf(index.db, 1)).toBeNull();
  const source = beginBoxSource(index.db, 'x');
  const write = createBoxWriter(index.db, source);
  const field = Number(index.db.prepare("INSERT INTO field (name) VALUES ('camera')").run().lastInsertRowid);
  write.annotation({ sampleId: 1, setPlace: 1, splitId: null, classId: null, isUpright: true, isLookedAt: true });
  write.field(1, field, 'canon');
  const of = { files: 1, boxes: 0, samples: 1, labelled: 0, classes: [], fields: [], problems: [] };
  const summaries = [
    { ...of, format: 'voc', origin: 'Annotations' },
    { ...of, format: 'csv', origin: 'table.csv' },
  ] as const;
  applyBoxSource(index.db, { id: source, summaries });
  expect(annotationOf(index.db, 1)).toEqual({
    format: 'csv',
    origin: 'table.csv',
    boxes: 0,
    fields: [{ name: 'camera', value: 'canon' }],
  });
  expect(annotationOf(index.db, 2)).toBeNull();
  expect(annotatorsOf(index.db, 1)).toEqual([]);
  expect(indexedAs(index.db, 1)).toBeNull();
});
