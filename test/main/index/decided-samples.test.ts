import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyLayout as placeAll } from '../../../src/main/dataset/apply-layout.ts';
import { decidedSamples } from '../../../src/main/index/decided-samples.ts';
import { applyKeep, applyRelabel, applyTag, undo } from '../../../src/main/index/decisions.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

let index: TestIndex;
beforeEach(async () => {
  index = makeIndex();
  // Not in the order of their ids.
  addSamples(
    index.db,
    ['dog/b', 'cat/a', 'dog/a', 'cat/b', 'cat/c'].map((path) => ({ path })),
  );
  await placeAll(index.db, { splitLevel: null, labelLevel: 0 });
});
afterEach(() => index.close());

const setLayout = async (): Promise<void> => {};
const tag = (name: string, on: boolean, ...ids: readonly number[]) =>
  applyTag(index.db, { tag: name, on, ids: Uint32Array.from(ids) }, setLayout);

it('answers what stands, in the order of paths, page by page', async () => {
  expect(await decidedSamples(index.db, '', 10)).toEqual({ rows: [], next: null });
  await tag('remove', true, 1, 4);
  await applyRelabel(index.db, { label: 'fox', ids: Uint32Array.of(1, 2) }, setLayout);
  await applyKeep(index.db, { issue: 'blurry', on: true, ids: Uint32Array.of(2) }, setLayout);
  await tag('odd', true, 3);
  await undo(index.db, setLayout);

  const all = await decidedSamples(index.db, '', 10);
  expect(
    all.rows.map(({ path, labelBefore, label, tags, removed, notIssue, decision }) => ({
      ...{ path, labelBefore, label, tags, removed, notIssue, decision },
    })),
  ).toEqual([
    { path: 'cat/a', labelBefore: 'cat', label: 'fox', tags: [], removed: false, notIssue: ['blurry'], decision: 'not-issue' },
    { path: 'cat/b', labelBefore: 'cat', label: 'cat', tags: ['remove'], removed: true, notIssue: [], decision: 'tag' },
    { path: 'dog/b', labelBefore: 'dog', label: 'fox', tags: ['remove'], removed: true, notIssue: [], decision: 'relabel' },
  ]);
  expect(all.rows[0]?.by).toEqual(expect.any(String));
  expect(Date.parse(all.rows[0]?.at ?? '')).toBeGreaterThan(0);
  expect(all.next).toBeNull();

  const paged: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page = await decidedSamples(index.db, after, 1);
    paged.push(...page.rows.map(({ path }) => path));
    after = page.next;
  }
  expect(paged).toEqual(['cat/a', 'cat/b', 'dog/b']);
});

it('says of a sample whose tag was taken off again that this was decided', async () => {
  await tag('odd', true, 5);
  await tag('odd', false, 5);
  expect((await decidedSamples(index.db, '', 10)).rows).toMatchObject([{ path: 'cat/c', tags: [], decision: 'untag' }]);
});
