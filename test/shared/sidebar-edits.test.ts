import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedField } from '../../src/shared/carried-field.ts';
import { type AnyNumberField, type AnyTextField, type Claim, DEFAULT_QUERY, type Query } from '../../src/shared/query.ts';
import {
  checkAll,
  choiceOf,
  invertChoice,
  onlyValue,
  setChoice,
  toggleExcluded,
  toggleValue,
} from '../../src/shared/query-choice.ts';
import { claimState, setClaim } from '../../src/shared/query-claim.ts';
import { withoutField } from '../../src/shared/query-edit.ts';
import { parseQuery } from '../../src/shared/query-language.ts';
import { normalQuery } from '../../src/shared/query-normal.ts';
import { addPathText, pathTerms, removePathTerm } from '../../src/shared/query-path.ts';
import { printQuery } from '../../src/shared/query-print.ts';
import { rangeOf, setRange } from '../../src/shared/query-range.ts';
import { STATUSES } from '../../src/shared/sample.ts';
import { arbitraryQuery } from './arbitrary-query.ts';
import { q } from './typed-query.ts';

const CARRIED = [carriedField('camera'), carriedField('two "words"'), carriedField('a=b')];
const TEXTS: readonly AnyTextField[] = ['label', 'prediction', 'split', 'tag', 'format', 'consensus', ...CARRIED];
const NUMBERS: readonly AnyNumberField[] = [
  ...(['sizeBytes', 'aspect', 'modified', 'capturedAt', 'score.blurry', 'confidence', 'prob.sea lion', 'boxes'] as const),
  carriedField('iso'),
];
const STATED: readonly Claim[] = ['tagged', 'labeled', 'relabeled', 'correct', 'wrong', 'flagged', 'disagreed', 'split'];

type Edit = (query: Query) => Query;

const value = fc.option(
  fc.oneof(
    fc.constantFrom('cat', 'sea lion', 'OR', '-x', '*', '', '"', '\\', 'a:b', '(', 'é', '\n', '1.0', 'prediction'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  ),
  { freq: 5 },
);
const bound = fc.option(
  fc.oneof(
    fc.integer({ min: -10, max: 10 }),
    fc.integer({ min: 0, max: 20_000 }).map((days) => Date.UTC(1990, 0, days) - (days % 2)),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  ),
);
const choice = fc.array(value, { maxLength: 3 });

/** Whatever a person can do in the sidebar. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(toggleValue, toggleExcluded, onlyValue), fc.constantFrom(...TEXTS), value).map(
    ([change, field, chosen]): Edit =>
      (query) =>
        change(query, field, chosen),
  ),
  fc.tuple(fc.constantFrom(toggleValue, toggleExcluded, onlyValue), fc.option(fc.constantFrom(...STATUSES))).map(
    ([change, status]): Edit =>
      (query) =>
        change(query, 'status', status),
  ),
  fc.tuple(fc.constantFrom(...TEXTS), choice).map(
    ([field, chosen]): Edit =>
      (query) =>
        checkAll(query, field, chosen),
  ),
  fc.constantFrom(...TEXTS).map(
    (field): Edit =>
      (query) =>
        invertChoice(query, field),
  ),
  fc.tuple(fc.constantFrom(...NUMBERS), bound, bound).map(
    ([field, min, max]): Edit =>
      (query) =>
        setRange(query, field, { min, max }),
  ),
  fc.tuple(fc.constantFrom(...STATED), fc.constantFrom('yes', 'no', null)).map(
    ([claim, state]): Edit =>
      (query) =>
        setClaim(query, claim, state),
  ),
  fc.tuple(fc.string({ maxLength: 6 }), fc.boolean()).map(
    ([text, isOut]): Edit =>
      (query) =>
        addPathText(query, text, isOut),
  ),
  fc.constant<Edit>((query) => {
    const [first] = pathTerms(query);
    return first === undefined ? query : removePathTerm(query, first);
  }),
  fc.constantFrom(...TEXTS, ...NUMBERS).map(
    (field): Edit =>
      (query) => ({ ...query, filter: withoutField(query.filter, field) }),
  ),
);

/** Queries to start from: of the active run, of a named one, and any at all. */
const start = fc.oneof(
  fc.constant(DEFAULT_QUERY),
  fc.constantFrom('run:a', 'run:a prediction:cat confidence<0.5', '(label:cat OR tag:x) -(width<5 height<5) sort:-width').map(q),
  arbitraryQuery.map(normalQuery),
);

const reparsed = (query: Query): Query => q(printQuery(query));

/** All that the sidebar shows of a query. */
const stateOf = (query: Query): unknown => ({
  choices: [...TEXTS, 'status' as const].map((field) => choiceOf(query, field)),
  ranges: NUMBERS.map((field) => rangeOf(query, field)),
  claims: STATED.map((claim) => claimState(query, claim)),
  path: pathTerms(query),
});

describe('the sidebar and the search box are two views of one query', () => {
  it('after any edits the text gives the same tree and the same sidebar', () => {
    fc.assert(
      fc.property(start, fc.array(edit, { minLength: 1, maxLength: 8 }), (query, edits) => {
        const edited = edits.reduce((before, change) => change(before), query);
        const parsed = parseQuery(printQuery(edited));
        expect(parsed).toEqual({ ok: true, query: normalQuery(edited) });
        expect(parsed.ok && stateOf(parsed.query)).toEqual(stateOf(edited));
      }),
      { numRuns: 1500 },
    );
  });

  it('an edit does the same before and after the query was text', () => {
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 5 }), edit, (query, edits, last) => {
        const edited = edits.reduce((before, change) => change(before), query);
        expect(reparsed(last(reparsed(edited)))).toEqual(reparsed(last(edited)));
      }),
      { numRuns: 1500 },
    );
  });

  it('what is set is what is read, of choices, ranges and claims', () => {
    const texts = fc.constantFrom(...TEXTS);
    fc.assert(
      fc.property(start, texts, fc.uniqueArray(value), fc.uniqueArray(value), (query, field, checked, excluded) => {
        // Samples without a value cannot always be asked for: see the examples of choices.
        const named = (values: readonly (string | null)[]): ReadonlySet<string | null> =>
          new Set(values.filter((each) => each !== null));
        const read = choiceOf(setChoice(query, field, { checked, excluded }), field);
        expect(named(read.checked)).toEqual(named(checked));
        expect(named(read.excluded)).toEqual(named(excluded));
      }),
    );
    fc.assert(
      fc.property(start, fc.constantFrom(...NUMBERS), bound, bound, (query, field, min, max) => {
        expect(rangeOf(setRange(query, field, { min, max }), field) ?? { min: null, max: null }).toEqual({ min, max });
      }),
    );
    fc.assert(
      fc.property(start, fc.constantFrom(...STATED), fc.constantFrom('yes', 'no', null), (query, claim, state) => {
        expect(claimState(setClaim(query, claim, state), claim)).toBe(state);
      }),
    );
  });
});
