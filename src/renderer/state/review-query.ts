import type { IssueKind } from '../../shared/issue.ts';
import { type Claim, DEFAULT_QUERY, type Filter, type Query } from '../../shared/query.ts';
import { allOf } from '../../shared/query-normal.ts';
import { issueClause } from './issue-query.ts';

/** Tag of suspects that could not be decided. */
export const UNSURE = 'unsure';

export const tagged = (value: string): Filter => ({ kind: 'equals', field: 'tag', value });
const is = (claim: Claim): Filter => ({ kind: 'is', claim });
export const not = (of: Filter): Filter => ({ kind: 'not', of });
const scoped = (scope: Filter | null, ...of: readonly Filter[]): Query => ({
  ...DEFAULT_QUERY,
  filter: allOf([...(scope === null ? [] : [scope]), ...of]),
});

/** Kinds of issues whose samples are looked at one at a time. */
export const REVIEWED_KINDS = ['label', 'annotator-disagreement'] as const satisfies readonly IssueKind[];
export type ReviewedKind = (typeof REVIEWED_KINDS)[number];

/** That somebody has decided what becomes of a sample, by any review. */
export const DECIDED: readonly Filter[] = [tagged('remove'), tagged('keep'), tagged(UNSURE), is('relabeled')];

/** Suspects that nobody has decided. A label that the user gave is not doubted again. */
export const suspectsQuery = (kind: ReviewedKind, scope: Filter | null): Query =>
  scoped(scope, issueClause(kind), ...DECIDED.map(not));

/** Of a kind, those that were or could have been suspects: whatever they are labelled with now. */
const among = (kind: ReviewedKind): readonly Filter[] => (kind === 'label' ? [] : [is('disagreed')]);

export const relabeledQuery = (kind: ReviewedKind, scope: Filter | null): Query => scoped(scope, is('relabeled'), ...among(kind));
export const unsureQuery = (kind: ReviewedKind, scope: Filter | null): Query =>
  scoped(scope, tagged(UNSURE), not(tagged('remove')), not(is('relabeled')), ...among(kind));
export const removedQuery = (kind: ReviewedKind, scope: Filter | null): Query =>
  scoped(scope, issueClause(kind), tagged('remove'), not(is('relabeled')));
/** Kept by tag; those said to be no issue are counted with the issue. */
export const taggedKeepQuery = (kind: ReviewedKind, scope: Filter | null): Query =>
  scoped(scope, issueClause(kind), tagged('keep'), not(tagged('remove')), not(tagged(UNSURE)), not(is('relabeled')));
