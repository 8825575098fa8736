import { expect, it } from 'vitest';
import { withSearch } from '../../../src/renderer/state/recent-searches.ts';
import { copyName, nameFor } from '../../../src/renderer/state/view-names.ts';
import { DEFAULT_QUERY } from '../../../src/shared/query.ts';

it('a view is named by its query, once', () => {
  expect(nameFor(DEFAULT_QUERY, [])).toBe('All samples');
  expect(nameFor({ ...DEFAULT_QUERY, filter: { kind: 'contains', text: 'x'.repeat(99) } }, [])).toHaveLength(60);
  expect(nameFor(DEFAULT_QUERY, ['All samples', 'All samples 2'])).toBe('All samples 3');
  expect(copyName('Cats', ['Cats'])).toBe('Cats copy');
  expect(copyName('Cats copy', ['Cats copy', 'Cats copy 2'])).toBe('Cats copy 3');
});

it('a search made again comes first, and the oldest is forgotten', () => {
  expect(withSearch(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b']);
  const many = Array.from({ length: 20 }, (_, k) => String(k));
  expect(withSearch(many, 'new')).toEqual(['new', ...many.slice(0, 19)]);
});
