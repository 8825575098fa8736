import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pacedFilter, pacedGroups, pacedSort } from '../../../src/main/labels/paced-filter.ts';

const ascending = (a: number, b: number): number => a - b;

it('sorts, filters and groups as arrays do', async () => {
  const items = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 99 })),
    // Longer than what is sorted in one go, in order and out of it.
    fc.integer({ min: 4000, max: 20_000 }).map((length) => Array.from({ length }, (_, at) => (at * 7919) % 10_007)),
    fc.integer({ min: 4000, max: 20_000 }).map((length) => Array.from({ length }, (_, at) => at)),
  );
  await fc.assert(
    fc.asyncProperty(items, async (all) => {
      expect(await pacedSort(all, ascending)).toEqual(all.toSorted(ascending));
      expect(await pacedFilter(all, (item) => item % 3 === 0)).toEqual(all.filter((item) => item % 3 === 0));
      expect(await pacedGroups(all, (item) => `${item % 5}`)).toEqual(Map.groupBy(all, (item) => `${item % 5}`));
    }),
    { numRuns: 30 },
  );
});
