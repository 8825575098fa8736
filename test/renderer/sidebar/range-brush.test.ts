import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barHeights,
  moveThumb,
  parseBound,
  printBound,
  rangeOfStretch,
  stretchOfDrag,
  stretchOfRange,
} from '../../../src/renderer/sidebar/range-brush.ts';
import type { RangeFacet } from '../../../src/shared/facets.ts';

const WIDTHS: RangeFacet = {
  field: 'width',
  min: 10,
  max: 50,
  edges: [10, 20, 30, 40, 50],
  counts: [1, 2, 3, 4],
  scale: 'linear',
};
const ASPECTS: RangeFacet = { ...WIDTHS, field: 'aspect', min: 0.5, max: 2.5, edges: [0.5, 1, 1.5, 2, 2.5] };
const SIZES: RangeFacet = {
  ...WIDTHS,
  field: 'sizeBytes',
  min: 1,
  max: 10_000,
  edges: [1, 10.5, 100, 1000, 10_000],
  scale: 'log',
};

describe('stretchOfDrag', () => {
  it.each([
    [0.3, 0.7, 1, 3],
    [0.7, 0.3, 1, 3],
    [0.3, 0.3, 1, 2],
    [-1, 0.1, 0, 1],
    [0.9, 7, 3, 4],
    [1, 1, 3, 4],
    [0.25, 0.5, 1, 2],
  ])('from %d to %d covers bins %d to %d of four', (start, end, from, to) => {
    expect(stretchOfDrag(start, end, 4)).toEqual({ from, to });
  });
});

describe('moveThumb', () => {
  it('keeps a bin between the thumbs, and both within the histogram', () => {
    expect(moveThumb({ from: 1, to: 3 }, 'from', 9, 4)).toEqual({ from: 2, to: 3 });
    expect(moveThumb({ from: 1, to: 3 }, 'to', 0, 4)).toEqual({ from: 1, to: 2 });
    expect(moveThumb({ from: 1, to: 3 }, 'from', -5, 4)).toEqual({ from: 0, to: 3 });
    expect(moveThumb({ from: 1, to: 3 }, 'to', 9, 4)).toEqual({ from: 1, to: 4 });
  });
});

describe('rangeOfStretch', () => {
  it('ends before an exclusive edge where numbers are whole', () => {
    expect(rangeOfStretch(WIDTHS, { from: 1, to: 2 })).toEqual({ min: 20, max: 29 });
    expect(rangeOfStretch(SIZES, { from: 1, to: 2 })).toEqual({ min: 11, max: 99 });
  });

  it('has no bound at an end of the histogram, and is nothing at both', () => {
    expect(rangeOfStretch(WIDTHS, { from: 0, to: 2 })).toEqual({ min: null, max: 29 });
    expect(rangeOfStretch(WIDTHS, { from: 2, to: 4 })).toEqual({ min: 30, max: null });
    expect(rangeOfStretch(WIDTHS, { from: 0, to: 4 })).toBeNull();
  });

  it('takes edges as they are where numbers are not whole', () => {
    expect(rangeOfStretch(ASPECTS, { from: 1, to: 3 })).toEqual({ min: 1, max: 2 });
  });

  it('is found again at the same place', () => {
    const stretch = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
    fc.assert(
      fc.property(fc.constantFrom(WIDTHS, ASPECTS), stretch, (facet, wanted) => {
        expect(stretchOfRange(facet, rangeOfStretch(facet, wanted))).toEqual(wanted);
      }),
    );
  });
});

describe('stretchOfRange', () => {
  it('lies inside a bin for a bound that was typed', () => {
    expect(stretchOfRange(WIDTHS, { min: 25, max: null })).toEqual({ from: 1.5, to: 4 });
  });

  it('stays on the histogram for a bound beyond it', () => {
    expect(stretchOfRange(WIDTHS, { min: 1, max: 999 })).toEqual({ from: 0, to: 4 });
  });
});

describe('bounds as text', () => {
  it.each([
    ['5kb', 5000],
    [' 1,500 ', 1500],
    ['2.5MB', 2_500_000],
    ['', null],
    ['large', undefined],
    ['-', undefined],
  ])('reads "%s" as %s', (text, bytes) => {
    expect(parseBound('sizeBytes', text, 'from')).toBe(bytes);
  });

  it('prints what it reads back as the same number', () => {
    expect(printBound('sizeBytes', 1_500_000, 'to')).toBe('1.5MB');
    const fields = fc.constantFrom('sizeBytes', 'width', 'aspect', 'modified', 'capturedAt', 'field.iso');
    fc.assert(
      fc.property(fields, fc.integer({ min: 0, max: 1e12 }), fc.constantFrom('from', 'to'), (field, value, end) => {
        expect(parseBound(field, printBound(field, value, end), end)).toBe(value);
      }),
    );
  });
});

describe('bounds of times', () => {
  it('are days, months and years, whose ends are meant by an upper bound', () => {
    expect(parseBound('capturedAt', '2024-05', 'from')).toBe(Date.UTC(2024, 4, 1));
    expect(parseBound('capturedAt', '2024-05', 'to')).toBe(Date.UTC(2024, 5, 1) - 1);
    expect(printBound('capturedAt', Date.UTC(2024, 4, 1), 'from')).toBe('2024-05-01');
    expect(printBound('capturedAt', Date.UTC(2024, 5, 1) - 1, 'to')).toBe('2024-05-31');
    expect(printBound('capturedAt', Date.UTC(2024, 4, 1, 12, 30), 'to')).toBe('2024-05-01T12:30:00.000');
    expect(parseBound('modified', '2024-05-40', 'to')).toBeUndefined();
  });
});

describe('barHeights', () => {
  it('shows the smallest bin that is not empty, and none that is', () => {
    expect(barHeights([0, 1, 1000])).toEqual([0, 0.04, 1]);
    expect(barHeights([0, 0])).toEqual([0, 0]);
  });
});
