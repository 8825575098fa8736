import { describe, expect, it } from 'vitest';
import { facetRows } from '../../../src/renderer/sidebar/facet-rows.ts';
import type { FacetValue } from '../../../src/shared/facets.ts';

const VALUES: readonly FacetValue[] = [
  { value: null, count: 50 },
  { value: 'cat', count: 40 },
  { value: 'Dog', count: 20 },
  { value: 'class 10', count: 5 },
  { value: 'class 9', count: 5 },
];
const ALL = { checked: [], excluded: [], search: '', order: 'count', limit: 100 } as const;
const names = (options: Parameters<typeof facetRows>[1]) => facetRows(VALUES, options).rows.map(({ value }) => value);

describe('facetRows', () => {
  it('has the most frequent first, equal ones by name with numbers read as numbers, and none last', () => {
    expect(names(ALL)).toEqual(['cat', 'Dog', 'class 9', 'class 10', null]);
  });

  it('sorts by name', () => {
    expect(names({ ...ALL, order: 'name' })).toEqual(['cat', 'class 9', 'class 10', 'Dog', null]);
  });

  it('cuts at the limit, says how many are hidden, and keeps checked ones', () => {
    const { rows, hidden, total } = facetRows(VALUES, { ...ALL, limit: 2, checked: ['class 10'] });
    expect(rows.map(({ value, isChecked }) => [value, isChecked])).toEqual([
      ['cat', false],
      ['Dog', false],
      ['class 10', true],
    ]);
    expect(hidden).toBe(2);
    expect(total).toBe(5);
  });

  it('keeps excluded ones in sight, those that no sample has too', () => {
    const { rows } = facetRows(VALUES, { ...ALL, limit: 1, excluded: ['class 9', 'gone'] });
    expect(rows.map(({ value, isExcluded }) => [value, isExcluded])).toEqual([
      ['cat', false],
      ['class 9', true],
      ['gone', true],
    ]);
  });

  it('finds parts of names in any case', () => {
    expect(names({ ...ALL, search: ' DO' })).toEqual(['Dog']);
    expect(names({ ...ALL, search: 'zebra' })).toEqual([]);
  });

  it('lists a checked value that no sample has any more, so that it can be unchecked', () => {
    const { rows } = facetRows(VALUES, { ...ALL, checked: ['gone'] });
    expect(rows.find(({ value }) => value === 'gone')).toEqual({
      value: 'gone',
      count: 0,
      isChecked: true,
      isExcluded: false,
      share: 0,
    });
  });

  it('measures shares by the largest count, whether it is shown or not', () => {
    expect(facetRows(VALUES, { ...ALL, search: 'cat' }).rows[0]?.share).toBe(0.8);
    expect(facetRows([{ value: 'x', count: 0 }], ALL).rows[0]?.share).toBe(0);
  });
});
