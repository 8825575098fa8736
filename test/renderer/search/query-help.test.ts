import { expect, it } from 'vitest';
import { QUERY_HELP } from '../../../src/renderer/search/query-help.ts';
import {
  ANNOTATION_SORTS,
  BOX_SORTS,
  EMBEDDING_SORTS,
  PREDICTION_SORTS,
  SCORE_SORTS,
  SORT_OPTIONS,
} from '../../../src/renderer/search/sort-options.ts';
import { SORT_FIELDS } from '../../../src/shared/query.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';

const EXAMPLES = QUERY_HELP.flatMap(({ examples }) => examples.map(({ text }) => text));

it.each(EXAMPLES)('the example %s is a query', (text) => {
  expect(parseQuery(text)).toMatchObject({ ok: true });
});

it('the sort menus have every field that can be sorted by, once, but the names of groups and places on the map', () => {
  const menus = [
    ...SORT_OPTIONS.flat(),
    ...SCORE_SORTS,
    ...EMBEDDING_SORTS,
    ...PREDICTION_SORTS,
    ...ANNOTATION_SORTS,
    ...BOX_SORTS,
  ];
  const offered = menus.map(({ field }) => field);
  expect(offered.toSorted()).toEqual(SORT_FIELDS.filter((field) => !/^(group|map)\./.test(field)).sort());
});
