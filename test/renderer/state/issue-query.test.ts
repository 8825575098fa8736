import { describe, expect, it } from 'vitest';
import {
  askedKind,
  closedQuery,
  isBeyondCut,
  kindAfter,
  openedQuery,
  plainSort,
  viewBehindReport,
  withBeyond,
} from '../../../src/renderer/state/issue-query.ts';
import { labelSort } from '../../../src/renderer/state/label-sort.ts';
import { DEFAULT_QUERY, type Query, type Sort } from '../../../src/shared/query.ts';
import { parseQuery } from '../../../src/shared/query-language.ts';
import { printQuery } from '../../../src/shared/query-print.ts';

const NO_PROBABILITIES = { hasProbabilities: false, hasConfidence: true, hasInfluence: false };
const BY_SIZE: Sort = { field: 'sizeBytes', descending: true };

function query(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.query;
}

describe('opening a kind', () => {
  it('ranks label issues as the run can, and closing them gives the order before back', () => {
    for (const sort of [labelSort(null, 'normalized_margin'), labelSort(NO_PROBABILITIES, 'normalized_margin')]) {
      const opened = openedQuery(query('label:hat'), 'label', BY_SIZE, sort);
      expect(opened.sort).toEqual(sort);
      expect(printQuery(closedQuery(opened, 'label', BY_SIZE))).toBe('label:hat sort:-sizeBytes');
    }
  });

  it.each([
    ['a score is ranked, the worst first', '', 'blurry', 'issue:blurry sort:score.blurry'],
    ['the scope stays', 'label:hat cat', 'dark', 'label:hat cat issue:dark sort:score.dark'],
    [
      'another kind takes the place of the one before',
      'label:hat issue:dark sort:score.dark',
      'blurry',
      'label:hat issue:blurry sort:score.blurry',
    ],
    ['a kind without a score keeps the order before', 'issue:dark sort:score.dark', 'corrupt', 'issue:corrupt sort:-sizeBytes'],
    [
      'several kinds asked for at once are one choice',
      '(issue:dark OR issue:light) split:test',
      'corrupt',
      'split:test issue:corrupt sort:-sizeBytes',
    ],
    [
      'groups are shown for the scope alone',
      'label:hat issue:dark sort:score.dark',
      'near-duplicate',
      'label:hat sort:-sizeBytes',
    ],
    ['so are classes', 'issue:dark sort:score.dark', 'class-name', 'sort:-sizeBytes'],
  ] as const)('%s', (_, before, kind, after) => {
    expect(printQuery(openedQuery(query(before), kind, BY_SIZE))).toBe(after);
  });
});

describe('closing a kind', () => {
  it('restores the query before it', () => {
    const before = query('label:hat sort:-sizeBytes');
    expect(closedQuery(openedQuery(before, 'blurry', before.sort), 'blurry', before.sort)).toEqual(before);
  });

  it('keeps what was changed meanwhile', () => {
    expect(printQuery(closedQuery(query('issue:blurry tag:keep sort:width'), 'blurry', BY_SIZE))).toBe('tag:keep sort:width');
  });

  it('keeps a clause on issues that is not the kind’s', () => {
    expect(printQuery(closedQuery(query('issue:dark sort:score.blurry'), 'blurry', BY_SIZE))).toBe('issue:dark sort:-sizeBytes');
  });
});

describe('past the cut', () => {
  it('only the order is left, and the way back is the same query', () => {
    const opened = openedQuery(query('label:hat'), 'blurry', DEFAULT_QUERY.sort);
    const beyond = withBeyond(opened, 'blurry', true);
    expect(printQuery(beyond)).toBe('label:hat sort:score.blurry');
    expect([isBeyondCut(beyond, 'blurry'), isBeyondCut(opened, 'blurry'), isBeyondCut(beyond, 'dark')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(withBeyond(beyond, 'blurry', false)).toEqual(opened);
  });
});

describe('the kind after the query changed', () => {
  it.each([
    ['one that is typed is opened', 'issue:corrupt label:hat', null, 'grid', 'corrupt'],
    ['groups too, as samples', 'issue:leak', null, 'grid', 'leak'],
    ['another one takes over', 'issue:dark', 'blurry', 'grid', 'dark'],
    ['it stays past its cut', 'sort:score.blurry', 'blurry', 'grid', 'blurry'],
    ['it goes with its clause and order', 'label:hat', 'blurry', 'grid', null],
    ['it goes with its clause where it has no score', 'sort:path', 'corrupt', 'grid', null],
    ['an order alone opens none', 'sort:score.blurry', null, 'grid', null],
    ['two at once are none', 'issue:dark OR issue:light', 'dark', 'grid', null],
    ['not having it is none', '-issue:dark', null, 'grid', null],
    ['groups stay while they are looked at', 'label:hat', 'near-duplicate', 'groups', 'near-duplicate'],
    ['and go with their view', 'label:hat', 'near-duplicate', 'grid', null],
    ['a list of classes stays', 'label:hat', 'class-name', 'grid', 'class-name'],
  ] as const)('%s', (_, text, current, view, after) => {
    expect(kindAfter(query(text), current, view)).toBe(after);
  });

  it('no kind is asked for by a query for those without any', () => {
    expect(askedKind(query('is:unflagged'))).toBeNull();
  });
});

it('an order by a score is none to go back to', () => {
  expect(plainSort(query('sort:-score.dark'))).toEqual(DEFAULT_QUERY.sort);
  expect(plainSort(query('sort:-width'))).toEqual({ field: 'width', descending: true });
});

it('goes back from the report to the groups that were looked at, else to the grid', () => {
  expect(viewBehindReport(query('label:hat'), 'leak')).toBe('groups');
  expect(viewBehindReport(query('issue:leak'), 'leak')).toBe('grid');
  expect(viewBehindReport(query('issue:dark'), 'dark')).toBe('grid');
  expect(viewBehindReport(query(''), null)).toBe('grid');
});
