import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binOf, type Edges, extent, histogramEdges } from '../../../src/workers/query/histogram.ts';

/** What differs by less than doubles can be divided has no bins of its own. */
const withoutTiny = (value: number): number => (Math.abs(value) < 1e-290 ? 0 : value);

describe('histogramEdges', () => {
  it('goes up from min to max, whatever they are', () => {
    const number = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 40 }),
      fc.double({ min: -1e9, max: 1e9, noNaN: true }).map(withoutTiny),
    );
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const { edges } = histogramEdges(min, max, { scale: null, isWhole: false });
        expect([edges[0], edges.at(-1)]).toEqual([min, max]);
        expect(edges.length).toBeGreaterThanOrEqual(2);
        if (min < max) for (let k = 1; k < edges.length; k++) expect(edges[k]).toBeGreaterThan(edges[k - 1] ?? 0);
        expect(binOf(max, edges)).toBe(edges.length - 2);
        if (edges.length > 2) expect(binOf(min, edges)).toBe(0);
      }),
      { examples: [[999_999_999.999981, 999_999_999.9999837]] },
    );
  });

  const suited = (min: number, max: number): Edges => histogramEdges(min, max, { scale: null, isWhole: true });

  it('is logarithmic where sizes differ by orders of magnitude', () => {
    const { edges, scale } = suited(1, 2 ** 32);
    expect(scale).toBe('log');
    expect(edges.slice(0, 3).map((edge) => Math.round(edge * 1e6) / 1e6)).toEqual([1, 2, 4]);
    expect(suited(100, 400).scale).toBe('linear');
    expect(suited(0, 1e9).scale).toBe('linear');
  });

  it('has the scale that is asked for, where it can', () => {
    const asked = (min: number, max: number, scale: 'linear' | 'log') => histogramEdges(min, max, { scale, isWhole: true });
    expect(asked(1, 2 ** 32, 'linear').scale).toBe('linear');
    expect(asked(100, 400, 'log')).toMatchObject({ scale: 'log', edges: expect.arrayContaining([100, 400]) });
    expect(
      asked(0, 2 ** 31, 'log')
        .edges.slice(0, 4)
        .map(Math.round),
    ).toEqual([0, 1, 2, 4]);
    expect(asked(-5, 400, 'log').scale).toBe('linear');
  });

  it('has no more bins than a span of whole numbers has steps', () => {
    expect(suited(5, 5).edges).toEqual([5, 5]);
    expect(suited(5, 8).edges).toEqual([5, 6, 7, 8]);
    expect(histogramEdges(0.5, 2, { scale: null, isWhole: false }).edges.length).toBe(33);
  });
});

describe('extent', () => {
  it('passes over what is missing', () => {
    expect(extent(Float64Array.of(Number.NaN, 3, -1, 9), 3)).toEqual({ min: -1, max: 3 });
    expect(extent(Float64Array.of(Number.NaN), 1)).toBeNull();
  });
});
