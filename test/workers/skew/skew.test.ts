import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquared } from '../../../src/workers/skew/chi-squared.ts';
import { holm, kolmogorovSmirnov } from '../../../src/workers/skew/kolmogorov-smirnov.ts';

describe('the test of independence', () => {
  it('is Pearson’s, with Cramér’s V', () => {
    // Worked by hand: expected 25 in every cell.
    const found = chiSquared(Uint32Array.of(30, 20, 20, 30), 2);
    expect(found).toMatchObject({ statistic: 4, degreesOfFreedom: 1 });
    expect(found?.cramersV).toBeCloseTo(0.2, 12);
    // Of one degree of freedom it is the square of a normal deviate: 1 - erf(sqrt 2).
    expect(found?.p).toBeCloseTo(0.04550026389635842, 12);
  });

  it('has the p values of the tables', () => {
    // Two degrees of freedom: exp(-x / 2). Rows of a third each, of 2 × 3.
    const found = chiSquared(Uint32Array.of(40, 30, 20, 20, 30, 40), 3);
    expect(found?.degreesOfFreedom).toBe(2);
    expect(found?.p).toBeCloseTo(Math.exp(-(found?.statistic ?? 0) / 2), 12);
    // Four: exp(-x / 2) (1 + x / 2).
    const four = chiSquared(Uint32Array.of(9, 1, 2, 3, 8, 2, 1, 2, 9), 3);
    const half = (four?.statistic ?? 0) / 2;
    expect(four?.p).toBeCloseTo(Math.exp(-half) * (1 + half), 12);
    const even = new Uint32Array(4002).fill(50);
    expect(chiSquared(even, 2)).toMatchObject({ statistic: 0, p: 1, cramersV: 0, degreesOfFreedom: 2000 });
  });

  it('is 1 where no class is in two splits, and none where there is nothing to compare', () => {
    expect(chiSquared(Uint32Array.of(5, 0, 0, 7), 2)?.cramersV).toBeCloseTo(1, 12);
    expect(chiSquared(Uint32Array.of(5, 7), 2)).toBeNull();
    expect(chiSquared(Uint32Array.of(5, 0, 7, 0), 2)).toBeNull();
    expect(chiSquared(new Uint32Array(0), 2)).toBeNull();
  });
});

describe('the distance of Kolmogorov and Smirnov', () => {
  const numbers = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 30 });

  it('is the largest gap between cumulative shares', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const shareUpTo = (of: readonly number[], value: number): number => of.filter((one) => one <= value).length / of.length;
        const gaps = [...a, ...b].map((value) => Math.abs(shareUpTo(a, value) - shareUpTo(b, value)));
        const found = kolmogorovSmirnov(Float64Array.from(a).sort(), Float64Array.from(b).sort());
        expect(found.distance).toBeCloseTo(Math.max(...gaps), 12);
        expect(found.upTo).toEqual([shareUpTo(a, found.at), shareUpTo(b, found.at)]);
        expect(found.p).toBeGreaterThanOrEqual(0);
        expect(found.p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has the critical values of the tables', () => {
    // For large sets, 1.358 / sqrt(n m / (n + m)) is passed once in twenty times, 1.628 once in a hundred.
    const apart = (distance: number, n: number): number => {
      const a = Float64Array.from({ length: n }, (_, at) => at / n);
      const b = Float64Array.from({ length: n }, (_, at) => at / n + distance);
      return kolmogorovSmirnov(a, b).p;
    };
    const n = 20_000;
    expect(apart(1.358 / Math.sqrt(n / 2), n)).toBeCloseTo(0.05, 2);
    expect(apart(1.628 / Math.sqrt(n / 2), n)).toBeCloseTo(0.01, 3);
  });
});

it('Holm corrects by how many are left to ask', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(10)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
