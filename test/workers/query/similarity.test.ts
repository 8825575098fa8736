import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query, SimilaritySort } from '../../../src/shared/query.ts';
import { context, onIndex, type Worker } from './on-index.ts';
import { PLAIN } from './small-sample.ts';

const SORT: SimilaritySort = { field: 'similar', descending: true, to: [2], away: ['@1'] };
const query = (sort: SimilaritySort, filter: Query['filter'] = null): { readonly query: Query } => ({ query: { filter, sort } });

/** A worker on so many samples that nothing is said of. */
const onPlain = (samples: number, body: (worker: Worker) => Promise<void>): Promise<void> =>
  onIndex(
    Array.from({ length: samples }, () => PLAIN),
    (_, worker) => body(worker),
  );

describe('an order by similarity', () => {
  it('puts the most similar first or last, ties by id, samples without a vector at the end both ways', async () => {
    const similarity = fc.option(fc.constantFrom(-2, -0.5, 0, 0.25, 1), { freq: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(similarity, { minLength: 1, maxLength: 30 }), (values) =>
        onPlain(values.length, async (worker) => {
          const known = values.flatMap((value, at) => (value === null ? [] : [{ id: at + 1, value }]));
          const ids = Uint32Array.from(known, ({ id }) => id);
          await worker.similarity(
            { sort: SORT, generation: 0, ids, values: Float32Array.from(known, ({ value }) => value) },
            context,
          );
          const rest = values.flatMap((value, at) => (value === null ? [at + 1] : []));
          for (const turn of [-1, 1]) {
            const { ids: found } = await worker.query(query({ ...SORT, descending: turn === -1 }), context);
            const ordered = known.toSorted((a, b) => turn * (a.value - b.value) || a.id - b.id);
            expect([...found]).toEqual([...ordered.map(({ id }) => id), ...rest]);
          }
        }),
      ),
      { numRuns: 30 },
    );
  });

  it('is refused without its values, and once vectors may have changed', async () => {
    await onPlain(3, async (worker) => {
      const hand = async (generation: number): Promise<boolean> => {
        await worker.similarity({ sort: SORT, generation, ids: Uint32Array.of(1, 3), values: Float32Array.of(0, 1) }, context);
        return (await worker.hasSimilarity({ sort: SORT }, context)).isKnown;
      };
      await expect(worker.query(query(SORT), context)).rejects.toMatchObject({ code: 'compute_crashed' });
      expect(await worker.hasSimilarity({ sort: SORT }, context)).toEqual({ isKnown: false, generation: 0 });
      expect(await hand(0)).toBe(true);
      expect([...(await worker.query(query(SORT), context)).ids]).toEqual([3, 1, 2]);

      await worker.refresh({ revision: 1, ids: Uint32Array.of(1), only: 'tags' }, context);
      expect([...(await worker.query(query(SORT), context)).ids]).toEqual([3, 1, 2]);
      await worker.refresh({ revision: 2, ids: null, only: 'embeddings' }, context);
      await expect(worker.query(query(SORT), context)).rejects.toMatchObject({ code: 'compute_crashed' });

      expect(await hand(0)).toBe(false);
      expect(await hand(1)).toBe(true);
      await worker.refresh({ revision: 3, ids: null }, context);
      await expect(worker.query(query(SORT), context)).rejects.toMatchObject({ code: 'compute_crashed' });
    });
  });

  it('keeps the orders used last, and none for another', async () => {
    await onPlain(2, async (worker) => {
      const sorts = [1, 2, 3, 4, 5].map((to): SimilaritySort => ({ ...SORT, to: [to] }));
      for (const sort of sorts) {
        await worker.similarity({ sort, generation: 0, ids: Uint32Array.of(2), values: Float32Array.of(1) }, context);
        await worker.query(query(sorts[0] ?? SORT), context);
      }
      const isKnown = await Promise.all(sorts.map((sort) => worker.hasSimilarity({ sort }, context)));
      expect(isKnown.map((each) => each.isKnown)).toEqual([true, false, true, true, true]);
      expect((await worker.hasSimilarity({ sort: { ...SORT, to: [3], away: [] } }, context)).isKnown).toBe(false);
    });
  });

  it('orders what a filter leaves', async () => {
    await onPlain(4, async (worker) => {
      const ids = Uint32Array.of(1, 2, 3, 4);
      await worker.similarity({ sort: SORT, generation: 0, ids, values: Float32Array.of(0.1, 0.9, 0.5, 0.7) }, context);
      const asked = query(SORT, { kind: 'compare', field: 'id', comparison: '>', value: 1 });
      expect([...(await worker.query(asked, context)).ids]).toEqual([2, 4, 3]);
    });
  });
});
