import { type IssueKind, isGroupKind, isIssueKind, isScoreKind, scoreFieldOf } from '../../shared/issue.ts';
import { ISSUES } from '../../shared/issue-meanings.ts';
import { DEFAULT_QUERY, type Filter, type Query, type Sort } from '../../shared/query.ts';
import { checkedValues } from '../../shared/query-choice.ts';
import { withClause, withoutField } from '../../shared/query-edit.ts';
import { isLabelSort } from './label-sort.ts';
import type { View } from './ui-store.ts';

/** True for kinds that concern a class: they have no samples, only rows. */
export function isClassKind(kind: IssueKind): boolean {
  return ISSUES[kind].section === 'classes';
}

/** The samples of a kind. */
export function issueClause(kind: IssueKind): Filter {
  return { kind: 'equals', field: 'issue', value: kind };
}

/** What the user asks for besides issues: opening one keeps it. */
export function scopeOf(query: Query): Filter | null {
  return withoutField(query.filter, 'issue');
}

/** The one kind that a query asks for at top level; null where it asks for none, or for several. */
export function askedKind(query: Query): IssueKind | null {
  const values = checkedValues(query, 'issue');
  const [value] = values;
  return values.length === 1 && typeof value === 'string' && isIssueKind(value) ? value : null;
}

/**
 * The query that shows a kind: its samples, worst first where it has a score. Groups are shown by a view of their own,
 * classes by a list, so that for those only the scope is left.
 * @param sortBefore the order before any kind was opened @param bySeverity of a kind whose score depends on the run: its order
 */
export function openedQuery(query: Query, kind: IssueKind, sortBefore: Sort, bySeverity: Sort | null = null): Query {
  const scope = { filter: scopeOf(query), sort: sortBefore };
  if (isGroupKind(kind) || isClassKind(kind)) return scope;
  const sort = bySeverity ?? (isScoreKind(kind) ? ({ field: scoreFieldOf(kind), descending: false } as const) : sortBefore);
  return withClause({ ...scope, sort }, issueClause(kind));
}

/** The query once a kind is closed: without its clause and its order; a scope changed meanwhile stays changed. */
export function closedQuery(query: Query, kind: IssueKind, sortBefore: Sort): Query {
  const filter = askedKind(query) === kind ? scopeOf(query) : query.filter;
  return { filter, sort: isSortedBy(query, kind) ? sortBefore : query.sort };
}

/** Shows what lies beyond the cut too, or hides it again; the order stays. */
export function withBeyond(query: Query, kind: IssueKind, isBeyond: boolean): Query {
  const scope = { ...query, filter: scopeOf(query) };
  return isBeyond ? scope : withClause(scope, issueClause(kind));
}

/** True while a score kind is looked at past its cut: only the order is left of it. */
export function isBeyondCut(query: Query, kind: IssueKind): boolean {
  return isSortedBy(query, kind) && askedKind(query) !== kind;
}

/**
 * The kind that is looked at after a change of the query, which is the truth: null once it asks for no kind any more.
 * @param current the kind before the change
 */
export function kindAfter(query: Query, current: IssueKind | null, view: View): IssueKind | null {
  const asked = askedKind(query);
  if (asked !== null && !isClassKind(asked)) return asked;
  if (current === null) return null;
  if (isGroupKind(current)) return view === 'groups' ? current : null;
  return isClassKind(current) || isBeyondCut(query, current) ? current : null;
}

/** What lay behind the report: the groups of the kind that is open, where the query does not ask for its samples. */
export function viewBehindReport(query: Query, kind: IssueKind | null): View {
  return kind !== null && isGroupKind(kind) && askedKind(query) !== kind ? 'groups' : 'grid';
}

/** An order to go back to: an order by a score belongs to its kind. */
export function plainSort({ sort }: Query): Sort {
  return isScoreSort(sort.field) ? DEFAULT_QUERY.sort : sort;
}

function isSortedBy({ sort }: Query, kind: IssueKind): boolean {
  return kind === 'label' ? isLabelSort(sort) : isScoreKind(kind) && sort.field === scoreFieldOf(kind);
}

function isScoreSort(field: Sort['field']): boolean {
  return field.startsWith('score.');
}
