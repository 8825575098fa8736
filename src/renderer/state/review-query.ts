import { type Claim, DEFAULT_QUERY, type Filter, type Query } from '../../shared/query.ts';
import { allOf } from '../../shared/query-normal.ts';
import { issueClause } from './issue-query.ts';

/** Tag of suspects that could not be decided. */
export const UNSURE = 'unsure';

const tagged = (value: string): Filter => ({ kind: 'equals', field: 'tag', value });
const is = (claim: Claim): Filter => ({ kind: 'is', claim });
const not = (of: Filter): Filter => ({ kind: 'not', of });
const scoped = (scope: Filter | null, ...of: readonly Filter[]): Query => ({
  ...DEFAULT_QUERY,
  filter: allOf([...(scope === null ? [] : [scope]), ...of]),
});

/** Suspects that nobody has decided. A label that the user gave is not doubted again. */
export const suspectsQuery = (scope: Filter | null): Query =>
  scoped(scope, issueClause('label'), ...[tagged('remove'), tagged('keep'), tagged(UNSURE), is('relabeled')].map(not));

export const relabeledQuery = (scope: Filter | null): Query => scoped(scope, is('relabeled'));
export const unsureQuery = (scope: Filter | null): Query =>
  scoped(scope, tagged(UNSURE), not(tagged('remove')), not(is('relabeled')));
export const removedQuery = (scope: Filter | null): Query =>
  scoped(scope, issueClause('label'), tagged('remove'), not(is('relabeled')));
/** Kept by tag; those said to be no issue are counted with the issue. */
export const taggedKeepQuery = (scope: Filter | null): Query =>
  scoped(scope, issueClause('label'), tagged('keep'), not(tagged('remove')), not(tagged(UNSURE)), not(is('relabeled')));
