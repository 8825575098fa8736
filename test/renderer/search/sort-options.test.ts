import { expect, it } from 'vitest';
import { chooseSort, similarTitle } from '../../../src/renderer/search/sort-options.ts';
import type { SimilaritySort } from '../../../src/shared/query.ts';

const SIMILAR: SimilaritySort = { field: 'similar', descending: true, to: [12, '@1'], away: [7] };

it('another field starts upwards, the same one turns round', () => {
  expect(chooseSort({ field: 'path', descending: true }, 'width')).toEqual({ field: 'width', descending: false });
  expect(chooseSort({ field: 'width', descending: false }, 'width')).toEqual({ field: 'width', descending: true });
  expect(chooseSort({ field: 'width', descending: true }, 'width')).toEqual({ field: 'width', descending: false });
});

it('uniqueness starts with the most unique, and takes the place of an order by similarity', () => {
  expect(chooseSort(SIMILAR, 'score.uniqueness')).toEqual({ field: 'score.uniqueness', descending: true });
});

it('says what an order by similarity is like', () => {
  expect(similarTitle(SIMILAR, { '@1': '“a red shoe”' })).toBe('Similar to 1 sample and “a red shoe”, away from 1 sample');
  expect(similarTitle({ ...SIMILAR, to: [], away: [3, 4] }, {})).toBe('Away from 2 samples');
});
