import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyKeep, applyRelabel, applyTag, redo, tellApart, undo } from '../../../src/main/index/decisions.ts';
import { collectDecisions } from '../../../src/main/report/collect-decisions.ts';
import type { ReportDecisions } from '../../../src/shared/report.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
let ids: number[];
beforeEach(() => {
  index = makeIndex();
  ids = addSamples(index.db, [
    { path: 'a.jpg', sizeBytes: 100 },
    { path: 'b.jpg', sizeBytes: 200 },
    { path: 'c.jpg', sizeBytes: 400 },
    { path: 'gone.jpg', status: 'missing' },
  ]);
});
afterEach(() => index.close());

const noLayout = (): void => {};
const tag = (name: string, ...which: number[]) =>
  applyTag(index.db, { tag: name, on: true, ids: Uint32Array.from(which, (at) => ids[at] ?? 0) }, noLayout);
const collected = (): Promise<ReportDecisions> => collectDecisions({ db: index.db, lastId: ids.at(-1) ?? 0 });

test('nothing was decided', async () => {
  expect(await collected()).toEqual({
    decisions: 0,
    undone: 0,
    lastMs: null,
    tags: [],
    kept: [],
    relabeled: 0,
    notDuplicates: 0,
  });
});

test('samples are counted by tag, those that are missing are not', async () => {
  await tag('remove', 0, 1, 3);
  await tag('keep', 2);
  expect(await collected()).toMatchObject({
    decisions: 2,
    undone: 0,
    tags: [
      { name: 'remove', samples: 2, bytes: 300 },
      { name: 'keep', samples: 1, bytes: 400 },
    ],
  });
});

test('what was undone does not count, what was redone does', async () => {
  await tag('remove', 0, 1);
  await tag('keep', 2);
  await undo(index.db, noLayout);
  await undo(index.db, noLayout);
  expect(await collected()).toMatchObject({ decisions: 0, undone: 2, tags: [] });
  await redo(index.db, noLayout);
  expect(await collected()).toMatchObject({ decisions: 1, undone: 1, tags: [{ name: 'remove', samples: 2 }] });
  await undo(index.db, noLayout);
  expect(await collected()).toMatchObject({ decisions: 0, undone: 2, tags: [] });
});

test('relabelled samples are counted, but not those that have their old label again', async () => {
  for (const label of ['fox', null]) {
    await applyRelabel(index.db, { label, ids: Uint32Array.from(ids.slice(0, label === null ? 1 : 3)) }, noLayout);
  }
  expect(await collected()).toMatchObject({ decisions: 2, relabeled: 2 });
});

test('what is no issue and no duplicate is counted', async () => {
  await applyKeep(index.db, { issue: 'dark', on: true, ids: Uint32Array.from(ids.slice(0, 2)) }, noLayout);
  await tellApart(index.db, { ids: Uint32Array.from(ids.slice(0, 2)), single: null }, noLayout);
  expect(await collected()).toMatchObject({ decisions: 2, kept: [{ kind: 'dark', samples: 2 }], notDuplicates: 1 });
});
