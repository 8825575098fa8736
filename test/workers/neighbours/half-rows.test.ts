import { describe, expect, it } from 'vitest';
import { normalizeRows, readHalfRows } from '../../../src/workers/neighbours/half-rows.ts';

const bytesOf = (values: readonly number[]): Uint8Array<ArrayBuffer> => new Uint8Array(Float16Array.from(values).buffer);

describe('rows of half precision', () => {
  it('are read at any offset', () => {
    const odd = new Uint8Array(9);
    odd.set(bytesOf([1, -0.5, 65504, 6e-8]), 1);
    const rows = new Float32Array(6);
    readHalfRows(odd.subarray(1), 2, rows, 2);
    expect([...rows]).toEqual([0, 0, 1, -0.5, 65504, Math.fround(2 ** -24)]);
  });

  it('become zeros where they are not finite, and only those', () => {
    const rows = new Float32Array(8);
    readHalfRows(bytesOf([1, 2, Number.NaN, 4, 5, Number.NEGATIVE_INFINITY, 7, 8]), 2, rows, 0);
    expect([...rows]).toEqual([1, 2, 0, 0, 0, 0, 7, 8]);
  });

  it('are made length 1, zeros aside', () => {
    const rows = Float32Array.of(3, 4, 0, 0, 1e-20, 0);
    normalizeRows(rows, 2);
    expect([...rows.subarray(0, 4)]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0]);
    expect(rows[4]).toBeCloseTo(1);
  });
});
