import { afterEach, beforeEach, expect, test } from 'vitest';
import { narrowestPartitions, relatedSamples } from '../../../src/main/index/related-samples.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
  addSamples(index.db, [
    { path: 'train/cat/1', split: 'train', label: 'cat' },
    { path: 'train/cat/2', split: 'train', label: 'cat' },
    { path: 'train/cat/3', split: 'train', label: 'cat' },
    { path: 'val/dog/4', split: 'val', label: 'dog' },
  ]);
  // 1 is the root; 2 hangs on it, a quarter turn away; 3 on 2; 4 on 1.
  const put = index.db.prepare('INSERT INTO duplicate VALUES (?, ?, 1, ?, ?, ?)');
  put.run('near', 1, null, 0, 0);
  put.run('near', 2, 1, 0.1, 5);
  put.run('near', 3, 2, 0.3, 0);
  put.run('near', 4, 1, 0.2, 0);
  put.run('exact', 1, null, 0, 0);
  put.run('exact', 3, 1, 0, 0);
});
afterEach(() => index.close());

test('a duplicate is shown by the sample it hangs on, the root by the nearest that hangs on it, turned back', () => {
  const related = relatedSamples(index.db, 'near-duplicate', [3, 1]);
  expect(related.get(3)).toEqual({ partition: 'near', group: 1, id: 2, distance: 0.3, turn: 0 });
  expect(related.get(1)).toEqual({ partition: 'near', group: 1, id: 2, distance: 0.1, turn: 6 });
  expect(relatedSamples(index.db, 'exact-duplicate', [3, 2])).toEqual(
    new Map([[3, { partition: 'exact', group: 1, id: 1, distance: 0, turn: 0 }]]),
  );
});

test('two samples of a group of near duplicates may have the same bytes or pixels', () => {
  const put = index.db.prepare("INSERT INTO duplicate VALUES ('pixel', ?, 1, ?, 0, 0)");
  put.run(1, null);
  put.run(3, 1);
  put.run(4, 1);
  const partitionOf = narrowestPartitions(
    index.db,
    new Map([
      [3, 1],
      [4, 3],
      [2, 1],
    ]),
  );
  expect([partitionOf(3, 1), partitionOf(4, 3), partitionOf(2, 1)]).toEqual(['exact', 'pixel', 'near']);
});

test('a leak is shown by a sample of another split, linked where it can be, and in the widest group', () => {
  const related = relatedSamples(index.db, 'leak', [4, 3]);
  expect(related.get(4)).toMatchObject({ partition: 'near', id: 1, distance: 0.2 });
  expect(related.get(3)).toMatchObject({ partition: 'near', id: 4, distance: 0.3 });
});

test('a label conflict is shown by a sample of another class', () => {
  expect(relatedSamples(index.db, 'label-conflict', [2]).get(2)?.id).toBe(4);
});

test('missing samples show nothing', () => {
  index.db.exec("UPDATE sample SET status = 'missing' WHERE id = 4");
  expect(relatedSamples(index.db, 'leak', [3]).get(3)?.id).toBe(2);
});
