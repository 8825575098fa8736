import type { LabelRanking } from '../../shared/prediction.ts';
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

/** Suspects that nobody has decided, most severe first. A label that the user gave is not doubted again. */
export function suspectsQuery(scope: Filter | null, ranking: LabelRanking): Query {
  const decided = [tagged('remove'), tagged('keep'), tagged(UNSURE), is('relabeled')];
  const { filter } = scoped(scope, issueClause('label'), ...decided.map(not));
  return {
    filter,
    sort: { field: ranking === 'self_confidence' ? 'score.self-confidence' : 'score.normalized-margin', descending: false },
  };
}

export const relabeledQuery = (scope: Filter | null): Query => scoped(scope, is('relabeled'));
export const unsureQuery = (scope: Filter | null): Query =>
  scoped(scope, tagged(UNSURE), not(tagged('remove')), not(is('relabeled')));
export const removedQuery = (scope: Filter | null): Query =>
  scoped(scope, issueClause('label'), tagged('remove'), not(is('relabeled')));
/** Kept by tag; those said to be no issue are counted with the issue. */
export const taggedKeepQuery = (scope: Filter | null): Query =>
  scoped(scope, issueClause('label'), tagged('keep'), not(tagged('remove')), not(tagged(UNSURE)), not(is('relabeled')));
