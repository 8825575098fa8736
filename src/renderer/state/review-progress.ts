import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { type IssueNeed, needOf } from '../../shared/issue.ts';
import { DEFAULT_QUERY, type Filter, type Query } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';
import { type ReviewedKind, relabeledQuery, removedQuery, suspectsQuery, taggedKeepQuery, unsureQuery } from './review-query.ts';

/** How far a review is, by the decisions that stand. */
export interface ReviewProgress {
  /** Suspects left. */
  readonly left: number;
  readonly kept: number;
  readonly relabeled: number;
  readonly unsure: number;
  readonly removed: number;
  /** What stands in the way of finding suspects; null: nothing. */
  readonly needs: IssueNeed | null;
}

export const decidedCount = ({ kept, relabeled, unsure, removed }: ReviewProgress): number => kept + relabeled + unsure + removed;

/** Undefined before it is known; that of the answer before until the next is there. */
export function useReviewProgress(reviewed: ReviewedKind, scope: Filter | null): ReviewProgress | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'review', reviewed, scope),
    queryFn: dataset === null ? skipToken : ({ signal }) => readProgress(dataset, reviewed, scope, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return data;
}

/** @throws {WinnowError} */
export async function readProgress(
  dataset: DatasetId,
  reviewed: ReviewedKind,
  scope: Filter | null,
  signal: AbortSignal,
): Promise<ReviewProgress> {
  const issues = await api.issues(dataset, scope === null ? null : { ...DEFAULT_QUERY, filter: scope }, signal);
  const found = issues.find(({ kind }) => kind === reviewed);
  const needs = found === undefined ? 'predictions' : needOf(found);
  const count = async (query: Query): Promise<number> => (await api.count(dataset, query, undefined, signal)).count;
  const [left, relabeled, unsure, removed, taggedKeep] = await Promise.all([
    needs === null ? count(suspectsQuery(reviewed, scope)) : 0,
    count(relabeledQuery(reviewed, scope)),
    count(unsureQuery(reviewed, scope)),
    needs === null ? count(removedQuery(reviewed, scope)) : 0,
    needs === null ? count(taggedKeepQuery(reviewed, scope)) : 0,
  ]);
  return { left, kept: (found?.kept ?? 0) + taggedKeep, relabeled, unsure, removed, needs };
}
