import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { radixSort } from '../../../src/workers/query/radix-sort.ts';
import { numberKeys, textKeys } from '../../../src/workers/query/sort-keys.ts';
import { compareCodePoints, ranksOf } from '../../../src/workers/query/text-column.ts';

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -(2 ** 45), max: 2 ** 45 }),
  fc.double({ noDefaultInfinity: true }),
  fc.constantFrom(Number.NaN, 0, -0, 2 ** 32, 2 ** 32 - 1, Number.MIN_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE),
);

const noPause = async (): Promise<void> => undefined;

describe('radixSort', () => {
  it('sorts numbers stably with the missing ones last, up and down', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.array(number), fc.array(fc.integer({ min: 0, max: 5 }))),
        fc.boolean(),
        async (values, descending) => {
          const expected = values
            .map((_, row) => row)
            .toSorted((a, b) => {
              const [x, y] = [values[a] ?? 0, values[b] ?? 0];
              if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
              return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1) || a - b;
            });
          const column = Float64Array.from([...values, 7, 7]);
          const order = await radixSort(numberKeys(column, values.length, descending), values.length, noPause);
          expect([...order]).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('sorts texts in the order of their UTF-8 bytes', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text), async (values) => {
        const byBytes = values.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
        expect(values.toSorted(compareCodePoints)).toEqual(byBytes);
        const codes = Uint32Array.from(values.map((_, k) => k + 1));
        const keys = textKeys(codes, codes.length, ranksOf([null, ...values]), false);
        const order = await radixSort(keys, codes.length, noPause);
        expect([...order].map((row) => values[row])).toEqual(byBytes);
      }),
    );
  });
});
