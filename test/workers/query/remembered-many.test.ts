import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RememberedMany } from '../../../src/workers/query/remembered-many.ts';

it('makes what another version was kept of, and what was let go, the longest unused first', async () => {
  const asked = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    version: fc.constantFrom('1', '2'),
    size: fc.nat({ max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), async (all, most) => {
      const remembered = new RememberedMany<{ readonly size: number }>(most, ({ size }) => size);
      // The longest unused first.
      let kept: { readonly key: string; readonly version: string; readonly size: number }[] = [];
      for (const { key, version, size } of all) {
        const known = kept.find((one) => one.key === key && one.version === version);
        let isMade = false;
        const value = await remembered.of(key, version, () => {
          isMade = true;
          return { size };
        });
        expect([isMade, value.size]).toEqual([known === undefined, known?.size ?? size]);
        kept = [...kept.filter((one) => one.key !== key), { key, version, size: value.size }];
        while (kept.reduce((sum, one) => sum + one.size, 0) > most) kept.shift();
      }
    }),
  );
});

it('keeps nothing of what could not be made', async () => {
  const remembered = new RememberedMany<number>(2);
  const failed = remembered.of('a', '1', () => {
    throw new Error('not there');
  });
  await expect(failed).rejects.toThrow('not there');
  expect(await remembered.of('a', '1', () => 7)).toBe(7);
});
