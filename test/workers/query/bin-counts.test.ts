import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binRows, binsOf, countByCode } from '../../../src/workers/query/bin-counts.ts';
import { bitsWhere } from '../../../src/workers/query/bits.ts';
import { binOf, histogramEdges } from '../../../src/workers/query/histogram.ts';
import { inPrecisionOf } from '../../../src/workers/query/number-column.ts';

describe('binRows', () => {
  it('puts every value where a search of the edges puts it, on both scales and in both precisions', () => {
    const number = fc.oneof(
      fc.integer({ min: 0, max: 2000 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.constant(Number.NaN),
    );
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 80 }),
        fc.constantFrom(Float32Array, Float64Array),
        fc.constantFrom('linear', 'log', null),
        fc.boolean(),
        (numbers, Held, asked, isWhole) => {
          const values = Held.from(numbers);
          const there = [...values].filter((value) => !Number.isNaN(value));
          fc.pre(there.length > 0);
          const { edges, scale } = histogramEdges(Math.min(...there), Math.max(...there), { scale: asked, isWhole });
          const held = edges.map((edge) => inPrecisionOf(values, edge));
          const codes = new Uint8Array(values.length);
          const middle = values.length >>> 1;
          binRows(values, binsOf(values, edges, scale), codes, { from: 0, upto: middle });
          binRows(values, binsOf(values, edges, scale), codes, { from: middle, upto: values.length });
          expect([...codes]).toEqual(Array.from(values, (value) => (Number.isNaN(value) ? 0 : binOf(value, held) + 1)));
        },
      ),
    );
  });
});

describe('countByCode', () => {
  it('counts the rows that are asked for', () => {
    const codes = Uint32Array.from([0, 1, 2, 1, 1, 0]);
    expect([
      ...countByCode(
        codes,
        3,
        bitsWhere(6, (row) => row > 0),
      ),
    ]).toEqual([1, 3, 1]);
  });
});
