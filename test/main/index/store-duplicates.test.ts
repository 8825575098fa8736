import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeDuplicates, storeDuplicatesAtOnce } from '../../../src/main/index/store-duplicates.ts';
import type { DuplicateGroups, Partition } from '../../../src/workers/duplicates/calls.ts';
import { makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

type Link = readonly [id: number, group: number, linked: number, distance: number, turn: number];

const NOTHING: readonly Link[] = [];
const SAMPLES = 12;

let index: TestIndex;
beforeEach(() => {
  index = makeIndex();
});
afterEach(() => index.close());

function partition(links: readonly Link[]): Partition {
  return {
    ids: Uint32Array.from(links, ([id]) => id),
    groupIds: Uint32Array.from(links, ([, group]) => group),
    linkedIds: Uint32Array.from(links, ([, , linked]) => linked),
    distances: Float32Array.from(links, ([, , , distance]) => distance),
    turns: Uint8Array.from(links, ([, , , , turn]) => turn),
  };
}

const groups = (near: readonly Link[], exact: readonly Link[] = NOTHING): DuplicateGroups => ({
  exact: partition(exact),
  pixel: partition(NOTHING),
  near: partition(near),
});

function stored(kind: string): unknown[][] {
  const sql =
    'SELECT sample_id, group_id, coalesce(linked_id, 0), distance, turn FROM duplicate WHERE kind = ? ORDER BY sample_id';
  return index.db.prepare(sql).raw().all(kind) as unknown[][];
}

/** As SQLite gives single precision back. */
const asStored = (links: readonly Link[]) =>
  links.map(([id, group, linked, distance, turn]) => [id, group, linked, Math.fround(distance), turn]);

/** Any links, whether or not they could be groups. */
const anyLinks = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 1, max: SAMPLES }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: SAMPLES }),
      fc.constantFrom(0, 0.1, 0.25),
      fc.integer({ min: 0, max: 7 }),
    ),
    { selector: ([id]) => id },
  )
  .map((links) => links.toSorted(([a], [b]) => a - b));

describe('storeDuplicates', () => {
  it('makes the table say what the groups say, and names exactly the samples that changed', async () => {
    await fc.assert(
      fc.asyncProperty(anyLinks, anyLinks, async (before, after) => {
        await storeDuplicates(index.db, groups(before), null);
        const changed = await storeDuplicates(index.db, groups(after), null);
        expect(stored('near')).toEqual(asStored(after));
        const said = (links: readonly Link[], id: number) => JSON.stringify(links.find((link) => link[0] === id));
        const ids = Array.from({ length: SAMPLES }, (_, k) => k + 1);
        expect([...changed]).toEqual(ids.filter((id) => said(before, id) !== said(after, id)));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves samples alone that are not meant', async () => {
    await storeDuplicates(
      index.db,
      groups([
        [1, 1, 0, 0, 0],
        [2, 1, 1, 0.1, 0],
        [5, 5, 0, 0, 0],
        [6, 5, 5, 0.2, 3],
      ]),
      null,
    );
    expect([...(await storeDuplicates(index.db, groups(NOTHING), new Set([1, 2, 3])))]).toEqual([1, 2]);
    expect(stored('near').map(([id]) => id)).toEqual([5, 6]);
  });

  it('stores more than fits one transaction', async () => {
    const links = Array.from(
      { length: 5001 },
      (_, k): Link => [k + 1, k < 4000 ? 1 : 4001, k === 0 || k === 4000 ? 0 : 1, 0.1, 0],
    );
    expect(await storeDuplicates(index.db, groups(links, links.slice(0, 4000)), null)).toHaveLength(5001);
    expect([stored('near'), stored('exact')].map((rows) => rows.length)).toEqual([5001, 4000]);
    expect(await storeDuplicates(index.db, groups(links, links.slice(0, 4000)), null)).toHaveLength(0);
    expect([...(await storeDuplicates(index.db, groups(links.slice(0, 2500), links.slice(0, 4000)), null))]).toEqual(
      links.slice(2500).map(([id]) => id),
    );
  });

  it('writes at once what it writes step by step', () => {
    const links: readonly Link[] = [
      [1, 1, 0, 0, 0],
      [2, 1, 1, 0.1, 5],
    ];
    storeDuplicatesAtOnce(index.db, groups(links), new Set([1, 2]));
    expect(stored('near')).toEqual(asStored(links));
    storeDuplicatesAtOnce(index.db, groups(NOTHING), new Set([2]));
    expect(stored('near')).toEqual(asStored(links.slice(0, 1)));
  });
});
