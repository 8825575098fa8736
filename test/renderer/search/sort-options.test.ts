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

it('says how many samples an order by similarity names', () => {
  expect(similarTitle(SIMILAR)).toBe('Similar to 2, away from 1');
  expect(similarTitle({ ...SIMILAR, to: [] })).toBe('Away from 1');
});
