import fc from 'fast-check';
import { expect, it } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { largestValues } from '../../../src/workers/neighbours/largest-values.ts';

it('are those a sort would have first; of equal ones the first', () => {
  const value = fc.oneof(fc.constantFrom(0, 0.5, Number.NaN), fc.float());
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (numbers, k) => {
      const values = Float32Array.from(numbers);
      const entries = Uint32Array.from(values, (_, i) => i).filter((i) => i % 3 !== 1);
      const sorted = Array.from(entries)
        .filter((i) => !Number.isNaN(values[i]))
        .sort((a, b) => Number(values[b]! > values[a]!) - Number(values[b]! < values[a]!) || a - b);
      expect([...atOnce(largestValues(values, entries, k))]).toEqual(sorted.slice(0, k));
    }),
  );
});
