import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redo, tellApart, undo } from '../../../src/main/index/decisions.ts';
import { duplicateSources } from '../../../src/main/index/duplicate-sources.ts';
import { areDuplicatesStale, markDuplicatesFresh } from '../../../src/main/index/out-of-date.ts';
import { storeDuplicates } from '../../../src/main/index/store-duplicates.ts';
import { findAmong } from '../../../src/workers/duplicates/find-among.ts';
import { addSamples, makeIndex, type TestIndex } from '../../fixtures/make-index.ts';

const SAMPLES = 9;
const noLayout = (): never => {
  throw new Error('No layout was to be set.');
};

const sampleIds = fc
  .uniqueArray(fc.integer({ min: 1, max: SAMPLES }), { minLength: 2 })
  .map((ids) => ids.toSorted((a, b) => a - b));
/** Samples said to be no duplicates: all of each other, or some of them of all. */
const apart = sampleIds.chain((ids) =>
  fc.record({ ids: fc.constant(ids), single: fc.option(fc.subarray(ids, { minLength: 1 })) }),
);
/** Few contents among many samples. */
const contentOf = fc.nat({ max: 3 });

const groupsIn = ({ db }: TestIndex): readonly unknown[] =>
  db.prepare('SELECT * FROM duplicate ORDER BY kind, sample_id').raw().all();

async function search(index: TestIndex): Promise<void> {
  const all = Uint32Array.from({ length: SAMPLES }, (_, k) => k + 1);
  await storeDuplicates(index.db, findAmong(index.db, duplicateSources(index.file), all), null);
}

it('undoing what was told apart gives the groups a search found without it, redoing it those with it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(contentOf, { minLength: SAMPLES, maxLength: SAMPLES }), fc.array(apart), async (contents, said) => {
      const index = makeIndex();
      index.db.pragma('synchronous = OFF');
      try {
        addSamples(
          index.db,
          contents.map((content, k) => ({ path: `${k}.png`, contentHash: Buffer.alloc(32, `content ${content}`) })),
        );
        const setPixels = index.db.prepare('UPDATE sample SET pixel_hash = ? WHERE id = ?');
        // The same bytes have the same pixels.
        for (const [k, content] of contents.entries()) setPixels.run(Buffer.alloc(32, `pixels ${content >> 1}`), k + 1);
        for (const { ids, single } of said) {
          await search(index);
          const before = groupsIn(index);
          const change = { ids: Uint32Array.from(ids), single: single === null ? null : Uint32Array.from(single) };
          await tellApart(index.db, change, noLayout);
          const after = groupsIn(index);
          await undo(index.db, noLayout);
          expect(groupsIn(index)).toEqual(before);
          await redo(index.db, noLayout);
          expect(groupsIn(index)).toEqual(after);
        }
      } finally {
        index.close();
      }
    }),
    { numRuns: 25 },
  );
});

it('a search among all is called for by what is told apart, and by undoing that', async () => {
  const index = makeIndex();
  try {
    addSamples(index.db, [{ path: 'a.png' }, { path: 'b.png' }]);
    const say = [
      () => tellApart(index.db, { ids: Uint32Array.of(1, 2), single: null }, noLayout),
      () => undo(index.db, noLayout),
      () => redo(index.db, noLayout),
    ];
    for (const decide of say) {
      markDuplicatesFresh(index.db);
      await decide();
      expect(areDuplicatesStale(index.db)).toBe(true);
    }
  } finally {
    index.close();
  }
});
