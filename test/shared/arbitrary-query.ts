import fc from 'fast-check';
import { carriedField } from '../../src/shared/carried-field.ts';
import type { SimilarTo } from '../../src/shared/embedding.ts';
import { ISSUE_KINDS } from '../../src/shared/issue.ts';
import { CLAIMS, COMPARISONS, type Filter, NUMBER_FIELDS, type Query, SORT_FIELDS, type Sort } from '../../src/shared/query.ts';
import { STATUSES } from '../../src/shared/sample.ts';
import { PREDICTION_FIELDS, type ProbabilityField } from '../../src/shared/score.ts';

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

/** Few runs, so that terms about one stand beside each other and beside those about another. */
const run = fc.constantFrom('a', 'b', 'two words', 'OR');
const maybeOfRun = <T extends object>(term: fc.Arbitrary<T>): fc.Arbitrary<T & { readonly run?: string }> =>
  fc.tuple(term, fc.option(run)).map(([rest, named]) => (named === null ? rest : { ...rest, run: named }));
const nonEmptyWord = word.filter((text) => text.length > 0);
const probabilityField = nonEmptyWord.map((name): ProbabilityField => `prob.${name}`);

const runTerm: fc.Arbitrary<Filter> = fc.oneof(
  maybeOfRun(fc.record({ kind: fc.constant('equals' as const), field: fc.constant('prediction' as const), value: word })),
  maybeOfRun(
    fc.record({
      kind: fc.constant('compare' as const),
      field: fc.oneof(fc.constantFrom(...PREDICTION_FIELDS), probabilityField),
      comparison: fc.constantFrom(...COMPARISONS),
      value: number,
    }),
  ),
  maybeOfRun(
    fc.record({ kind: fc.constant('is' as const), claim: fc.constantFrom('predicted', 'unpredicted', 'correct', 'wrong') }),
  ),
  fc.record({ kind: fc.constant('run' as const), run }),
  maybeOfRun(
    fc.oneof(
      fc.record({ kind: fc.constant('match' as const), label: nonEmptyWord, prediction: fc.option(nonEmptyWord) }),
      fc.record({ kind: fc.constant('match' as const), label: fc.constant(null), prediction: nonEmptyWord }),
    ),
  ),
);

/** What annotation files carry: under any name, with any text; only numbers have an order. */
const carriedTerm: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant('field' as const),
    field: nonEmptyWord.map(carriedField),
    test: fc.constantFrom(':', '=', '!='),
    value: word,
  }),
  fc.record({
    kind: fc.constant('field' as const),
    field: nonEmptyWord.map(carriedField),
    test: fc.constantFrom(...COMPARISONS),
    value: number.map(String),
  }),
);

const plainTerm: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant('equals' as const),
    field: fc.constantFrom('label', 'split', 'format', 'tag', 'consensus'),
    value: word,
  }),
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

const leaf = fc.oneof(plainTerm, runTerm, carriedTerm);

const similarTo: fc.Arbitrary<SimilarTo> = fc.oneof(
  fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  fc.stringMatching(/^[\w-]{1,31}$/).map((name) => `@${name}` as const),
);

const arbitrarySort: fc.Arbitrary<Sort> = fc.oneof(
  maybeOfRun(
    fc.record({
      field: fc.oneof(fc.constantFrom(...SORT_FIELDS), probabilityField, nonEmptyWord.map(carriedField)),
      descending: fc.boolean(),
    }),
  ),
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
