import type { IssueKind } from '../../shared/issue.ts';
import { DEFAULT_QUERY, type Filter, type Query } from '../../shared/query.ts';
import { allOf } from '../../shared/query-normal.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { notIssueTargets, tagTargets } from './decisions.ts';
import { asWinnowError } from './http.ts';
import { issueClause, scopeOf } from './issue-query.ts';
import { useMessagesStore } from './messages-store.ts';
import { useQueryStore } from './query-store.ts';

/** Tags all samples of a kind "remove" that are in the scope and not decided yet. */
export async function removeAll(kind: IssueKind): Promise<void> {
  const ids = await openSamples(kind);
  if (ids !== null) await tagTargets('remove', true, ids);
}

/** Says of all samples of a kind that are in the scope and not decided yet that they have no such issue. */
export async function noneIsIssue(kind: IssueKind): Promise<void> {
  const ids = await openSamples(kind);
  if (ids !== null) await notIssueTargets(kind, ids);
}

/** The samples that a decision for all concerns: what was said of single ones before stays. */
export function openQuery(query: Query, kind: IssueKind): Query {
  const tagged = (value: string): Filter => ({ kind: 'not', of: { kind: 'equals', field: 'tag', value } });
  const scope = scopeOf(query);
  const filter = allOf([...(scope === null ? [] : [scope]), issueClause(kind), tagged('remove'), tagged('keep')]);
  return { ...DEFAULT_QUERY, filter };
}

/** @returns null where they could not be had, which was said */
async function openSamples(kind: IssueKind): Promise<Uint32Array | null> {
  const { dataset } = useDatasetStore.getState();
  if (dataset === null) return null;
  try {
    return (await api.query(dataset.id, openQuery(useQueryStore.getState().query, kind))).ids;
  } catch (error) {
    useMessagesStore.getState().say(asWinnowError(error).message, { tone: 'error' });
    return null;
  }
}
