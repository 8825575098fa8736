import fc from 'fast-check';
import type { SimilarTo } from '../../src/shared/embedding.ts';
import { ISSUE_KINDS } from '../../src/shared/issue.ts';
import { CLAIMS, COMPARISONS, type Filter, NUMBER_FIELDS, type Query, SORT_FIELDS, type Sort } from '../../src/shared/query.ts';
import { STATUSES } from '../../src/shared/sample.ts';

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('a', 'B', ' ', '"', '\\', '-', '(', ')', ':', '<', '=', '\n', '*', '?'), maxLength: 6 }),
  fc.constantFrom('OR', 'AND', 'NOT', 'label:cat', 'sort', '-', ''),
);

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(2000, 0, 1 + days).getTime()),
);

const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ kind: fc.constant('equals' as const), field: fc.constantFrom('label', 'split', 'format', 'tag'), value: word }),
  fc.record({ kind: fc.constant('equals' as const), field: fc.constant('status' as const), value: fc.constantFrom(...STATUSES) }),
  fc.record({
    kind: fc.constant('equals' as const),
    field: fc.constant('issue' as const),
    value: fc.constantFrom(...ISSUE_KINDS),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constantFrom(...NUMBER_FIELDS),
    comparison: fc.constantFrom(...COMPARISONS),
    value: number,
  }),
  fc.record({ kind: fc.constant('path' as const), pattern: word }),
  fc.record({ kind: fc.constant('contains' as const), text: word }),
  fc.record({ kind: fc.constant('is' as const), claim: fc.constantFrom(...CLAIMS) }),
  fc.record({
    kind: fc.constant('lasso' as const),
    polygon: fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 6 }).map((corners) => corners.flat()),
  }),
);

const similarTo: fc.Arbitrary<SimilarTo> = fc.oneof(
  fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  fc.stringMatching(/^[\w-]{1,31}$/).map((name) => `@${name}` as const),
);

const arbitrarySort: fc.Arbitrary<Sort> = fc.oneof(
  fc.record({ field: fc.constantFrom(...SORT_FIELDS), descending: fc.boolean() }),
  fc
    .record({
      field: fc.constant('similar' as const),
      descending: fc.boolean(),
      to: fc.array(similarTo, { maxLength: 3 }),
      away: fc.array(similarTo, { maxLength: 3 }),
    })
    .filter(({ to, away }) => to.length + away.length > 0),
);

/** Any filter the type allows, groups of none and of one among them. */
export const arbitraryFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'filter' },
    { arbitrary: leaf, weight: 3 },
    { arbitrary: fc.record({ kind: fc.constant('and' as const), of: fc.array(tie('filter'), { maxLength: 3 }) }), weight: 1 },
    { arbitrary: fc.record({ kind: fc.constant('or' as const), of: fc.array(tie('filter'), { maxLength: 3 }) }), weight: 1 },
    { arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('filter') }), weight: 1 },
  ),
})).filter;

export const arbitraryQuery: fc.Arbitrary<Query> = fc.record({
  filter: fc.option(arbitraryFilter),
  sort: arbitrarySort,
});
