import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARISONS, type Comparison } from '../../../src/shared/query.ts';
import { comparing } from '../../../src/workers/query/comparing.ts';
import { shownNumber } from '../../../src/workers/query/number-column.ts';

function compare(a: number, comparison: Comparison, b: number): boolean {
  const answers = { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b, '=': a === b, '!=': a !== b };
  return answers[comparison];
}

describe('comparing', () => {
  const single = fc.float({ noNaN: true, noDefaultInfinity: true });
  const comparison = fc.constantFrom(...COMPARISONS);

  it('compares singles as the numbers they are shown as', () => {
    const near = fc.tuple(single, fc.constantFrom(0, 1e-9, -1e-9, 1e-3)).map(([value, by]) => value * (1 + by));
    const value = fc.oneof(
      near,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 0, max: 1000 }).map((k) => k / 1000),
    );
    fc.assert(
      fc.property(single, comparison, value, (held, is, asked) => {
        const values = Float32Array.of(held, asked);
        for (const found of values) {
          if (!Number.isFinite(found)) continue;
          expect(comparing(values, is, asked)(found)).toBe(compare(shownNumber(values, found), is, asked));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('compares doubles and ids as they are, and is false for what is missing', () => {
    for (const is of COMPARISONS) {
      expect(comparing(Float64Array.of(0.3), is, 0.3)(Math.fround(0.3))).toBe(compare(Math.fround(0.3), is, 0.3));
      expect(comparing(Uint32Array.of(3), is, 3)(3)).toBe(compare(3, is, 3));
      expect(comparing(Float32Array.of(0.3), is, 0.3)(Number.NaN)).toBe(false);
    }
  });
});

describe('shownNumber', () => {
  it('is the shortest number that is held as this single', () => {
    const held = Float32Array.of(0.3, 0.1 + 0.2, 1 / 3, 16_777_215, 0);
    expect(Array.from(held, (value) => shownNumber(held, value))).toEqual([0.3, 0.3, 0.33333334, 16_777_215, 0]);
    fc.assert(fc.property(fc.float({ noNaN: true }), (value) => Math.fround(shownNumber(held, value)) === value));
  });
});
