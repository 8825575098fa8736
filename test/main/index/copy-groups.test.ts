import { afterEach, beforeEach, expect, it } from 'vitest';
import { classesOf, NO_GROUP, standsForOf, widestGroupsOf } from '../../../src/main/index/copy-groups.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

it('the least of the samples asked for stands for its exact copies, also where the least of all is not asked for', async () => {
  addSamples(
    index.db,
    Array.from({ length: 8 }, (_, i) => ({ path: `${i}.jpg` })),
  );
  const put = index.db.prepare('INSERT INTO duplicate (kind, sample_id, group_id) VALUES (?, ?, ?)');
  for (const id of [2, 5, 7]) put.run('exact', id, 2);
  for (const id of [1, 3]) put.run('exact', id, 1);
  for (const id of [4, 6]) put.run('pixel', id, 4);
  expect([...(await standsForOf(index.db, Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8)))]).toEqual([1, 2, 1, 4, 2, 6, 2, 8]);
  expect([...(await standsForOf(index.db, Uint32Array.of(3, 5, 7)))]).toEqual([3, 5, 5]);
});

it('the widest group of copies is that of near duplicates, before it those of the same pixels or bytes', async () => {
  addSamples(
    index.db,
    Array.from({ length: 9 }, (_, i) => ({ path: `${i}.jpg` })),
  );
  const put = index.db.prepare('INSERT INTO duplicate (kind, sample_id, group_id) VALUES (?, ?, ?)');
  for (const id of [3, 5]) put.run('exact', id, 3);
  for (const id of [2, 3, 5]) put.run('pixel', id, 2);
  for (const id of [1, 2, 3, 5]) put.run('near', id, 1);
  for (const id of [7, 9]) put.run('exact', id, 7);
  const groups = await widestGroupsOf(index.db, Uint32Array.of(1, 2, 3, 4, 5, 6, 9));
  expect([...groups]).toEqual([1, 1, 1, NO_GROUP, 1, NO_GROUP, 7]);
});

it('classes are those of the samples asked for, 0 without one; more than one chunk of them', async () => {
  const count = 20_500;
  addSamples(
    index.db,
    Array.from({ length: count }, (_, i) => ({ path: `${i}.jpg`, label: i % 3 === 0 ? null : `class ${i % 3}` })),
  );
  const classes = await classesOf(index.db, Uint32Array.of(1, 2, 3, 20_400, 20_402));
  expect(classes[0]).toBe(0);
  expect(classes[1]).not.toBe(classes[2]);
  // 20,400 is (20,399 % 3 = 2): the class of sample 3; 20,402 that of sample 2.
  expect([classes[3], classes[4]]).toEqual([classes[2], classes[1]]);
});
