import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { IssueRowsAnswer } from '../../shared/api.ts';
import type { RangeFacet } from '../../shared/facets.ts';
import {
  type IssueCount,
  type IssueKind,
  isGroupKind,
  isScoreKind,
  needsEmbeddings,
  type SampleIssue,
  scoreFieldOf,
} from '../../shared/issue.ts';
import { DEFAULT_QUERY, type Filter, type NumberField, type Sort } from '../../shared/query.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { closedQuery, isClassKind, kindAfter, openedQuery, plainSort, viewBehindReport } from './issue-query.ts';
import { readLabelSort } from './label-settings.ts';
import { datasetKey } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { useUiStore } from './ui-store.ts';

/** The order to go back to when the kind that is open is closed. */
let sortBefore: Sort = DEFAULT_QUERY.sort;

/** The kind asked for last: the order of another one may still be on its way. */
let asked: IssueKind | null = null;

/** Shows a kind of issue: its samples ranked, its groups, or its classes. What else the user asks for stays. */
export function openIssue(kind: IssueKind): void {
  asked = kind;
  if (kind === 'label') {
    void readLabelSort().then((sort) => {
      if (asked === kind) show(kind, sort);
    });
  } else show(kind, null);
}

function show(kind: IssueKind, bySeverity: Sort | null): void {
  const { query, setQuery } = useQueryStore.getState();
  const { issueKind, setIssueKind, setView, change } = useUiStore.getState();
  if (issueKind === null || isClassKind(issueKind)) sortBefore = plainSort(query);
  setIssueKind(kind);
  setView(isGroupKind(kind) ? 'groups' : 'grid');
  if (isClassKind(kind)) change({ isSidebarOpen: true, sidebarTab: 'issues' });
  setQuery(openedQuery(query, kind, sortBefore, bySeverity));
}

/** Back to all samples, or to those of the scope, in the order before. */
export function closeIssue(): void {
  asked = null;
  const { query, setQuery } = useQueryStore.getState();
  const { issueKind, setIssueKind, setView, view } = useUiStore.getState();
  if (issueKind === null) return;
  setIssueKind(null);
  if (view !== 'grid') setView('grid');
  setQuery(closedQuery(query, issueKind, sortBefore));
}

/** Back from the report to what was looked at before. */
export function closeReport(): void {
  const { issueKind, setView } = useUiStore.getState();
  setView(viewBehindReport(useQueryStore.getState().query, issueKind));
}

/** Keeps the kind that is open in step with the query, whoever changed it. @returns stops it */
export function followQueryKind(): () => void {
  return useQueryStore.subscribe(({ query }, { query: before }) => {
    if (query === before) return;
    const { issueKind, view, setIssueKind, setView } = useUiStore.getState();
    // What is asked for is looked at.
    if (view === 'report') setView('grid');
    const kind = kindAfter(query, issueKind, view);
    if (kind === issueKind) return;
    if (issueKind === null || isClassKind(issueKind)) sortBefore = plainSort(before);
    setIssueKind(kind);
    if (view === 'groups') setView('grid');
  });
}

/** Counts of every kind, in their order; those of the answer before until the next is there. @param scope null: all samples */
export function useIssueCounts(scope: Filter | null = null): readonly IssueCount[] | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : issueCountsKey(dataset, scope),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.issues(dataset, queryOf(scope), signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return data;
}

/** Under this, `useIssueCounts` is cached. */
export function issueCountsKey(dataset: string, scope: Filter | null): readonly unknown[] {
  return ['dataset', dataset, 'issues', scope];
}

/** Whether a model has said what is far from what; undefined while it is not known. */
export function useHasEmbeddings(): boolean | undefined {
  const outliers = useIssueCounts()?.find(({ kind }) => kind === 'outlier');
  return outliers === undefined ? undefined : !needsEmbeddings(outliers);
}

/** How many samples have an issue of any kind. */
export function useFlaggedCount(): number | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'flagged'),
    queryFn:
      dataset === null
        ? skipToken
        : ({ signal }) => api.count(dataset, { ...DEFAULT_QUERY, filter: { kind: 'is', claim: 'flagged' } }, undefined, signal),
    placeholderData: keepPreviousData,
  });
  return data?.count;
}

/** How many samples have no class; undefined while it is not known, and where the dataset has no classes at all. */
export function useUnlabeledCount(): number | undefined {
  const dataset = useDatasetStore((state) =>
    state.dataset === null || state.dataset.classes.length === 0 ? null : state.dataset.id,
  );
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'unlabeled'),
    queryFn:
      dataset === null
        ? skipToken
        : ({ signal }) => api.count(dataset, { ...DEFAULT_QUERY, filter: { kind: 'is', claim: 'unlabeled' } }, undefined, signal),
    placeholderData: keepPreviousData,
  });
  return data?.count;
}

/** What is wrong with one sample. @param id null: of none */
export function useSampleIssues(id: number | null): readonly SampleIssue[] | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample-issues')), id],
    queryFn: dataset === null || id === null ? skipToken : ({ signal }) => api.sampleIssues(dataset, id, signal),
    gcTime: 60_000,
  });
  return data;
}

/** Issues of some kinds with their reasons; at most `limit`. */
export function useIssueRows(kinds: readonly IssueKind[], limit: number): IssueRowsAnswer | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'issue-rows', kinds, limit),
    queryFn:
      dataset === null ? skipToken : ({ signal }) => api.issueRows(dataset, { kinds: [...kinds], limit, offset: 0 }, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return data;
}

/** How a score spreads over the samples of a scope. @param kind null, or one without a score: of none */
export function useScoreHistogram(kind: IssueKind | null, scope: Filter | null): RangeFacet | undefined {
  return useHistogram(kind !== null && isScoreKind(kind) ? scoreFieldOf(kind) : null, scope);
}

/** How a number spreads over the samples of a scope. @param field null: of none */
export function useHistogram(field: NumberField | null, scope: Filter | null): RangeFacet | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'histogram', field, scope),
    queryFn:
      dataset === null || field === null ? skipToken : ({ signal }) => api.histogram(dataset, field, queryOf(scope), signal),
    gcTime: 60_000,
  });
  return data;
}

const queryOf = (filter: Filter | null) => (filter === null ? null : { ...DEFAULT_QUERY, filter });
