import { describe, expect, it } from 'vitest';
import { binWords } from '../../../src/renderer/sidebar/bin-words.ts';
import type { RangeFacet } from '../../../src/shared/facets.ts';

const facet = (part: Partial<RangeFacet>): RangeFacet => ({
  field: 'width',
  min: 10,
  max: 30,
  edges: [10, 20, 30],
  counts: [1234, 2],
  scale: 'linear',
  ...part,
});

describe('binWords', () => {
  it('says which whole numbers a bin holds, the last one its end too', () => {
    expect(binWords(facet({}), 0)).toBe('10 px – 19 px: 1,234');
    expect(binWords(facet({}), 1)).toBe('20 px – 30 px: 2');
    expect(binWords(facet({ field: 'boxes', edges: [3, 4, 5] }), 0)).toBe('3: 1,234');
    expect(binWords(facet({ field: 'aspect', edges: [0.5, 1, 1.5] }), 0)).toBe('0.50 – 1.00: 1,234');
  });

  it('says which days, months or years', () => {
    const edges = [Date.UTC(2024, 4, 1), Date.UTC(2024, 5, 1), Date.UTC(2024, 8, 1)];
    const months = facet({ field: 'capturedAt', unit: 'month', edges });
    expect(binWords(months, 0)).toBe('May 2024: 1,234');
    expect(binWords(months, 1)).toBe('Jun 2024 – Aug 2024: 2');
  });
});
