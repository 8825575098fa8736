import { skipToken, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Job } from '../../shared/job.ts';
import { DEFAULT_QUERY, type FieldSort, type Filter, type Query } from '../../shared/query.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { allOf, clausesOf } from '../../shared/query-normal.ts';
import { printQuery } from '../../shared/query-print.ts';
import type { SkewReport } from '../../shared/skew.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { runningJob, useJobsStore } from './jobs-store.ts';
import { datasetKey } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { focusOnly } from './selection.ts';
import { useSelectionStore } from './selection-store.ts';
import { told } from './told.ts';
import { useUiStore } from './ui-store.ts';

interface SkewState {
  /** Key of the difference that is looked at; null: the largest. */
  readonly focus: string | null;
  /** The filter that samples were shown by, as text: with it the query is still the view's own. */
  readonly shown: string | null;
  /** The last comparison of the open dataset that ended. */
  readonly ended: Job | null;
  /** Of the last one that came to its end. */
  readonly report: SkewReport | null;
}

const NOTHING: SkewState = { focus: null, shown: null, ended: null, report: null };

/** What is looked at in the comparison of splits. */
export const useSkewStore = create<SkewState>()(() => NOTHING);

/** The job that is comparing the splits of the open dataset, if any. */
export function useSkewJob(): Job | null {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useJobsStore(({ jobs }) => runningJob(jobs, 'skew', dataset));
}

/** Compares the splits of the samples that the query finds. */
export async function compareSplits(): Promise<void> {
  const { dataset } = useDatasetStore.getState();
  const { query } = useQueryStore.getState();
  if (dataset !== null) await told(async () => useJobsStore.getState().put(await api.skew(dataset.id, unordered(query))));
}

/** Calls a comparison off. */
export async function stopComparing(job: Job): Promise<void> {
  await told(async () => useJobsStore.getState().put(await api.cancelJob(job.id)));
}

/** Shows how splits differ, or the samples. Samples that were shown from there are left for those compared. */
export function toggleSkew(): void {
  const { view, setView } = useUiStore.getState();
  if (view === 'skew') {
    setView('grid');
    return;
  }
  const { query, setQuery } = useQueryStore.getState();
  const { shown, report } = useSkewStore.getState();
  if (report !== null && shown !== null && comparedText(query) === shown) setQuery(comparedQuery(report));
  useSkewStore.setState({ shown: null });
  setView('skew');
}

/** The samples compared that hold more clauses, in an order, as they are asked for from this view. */
export function samplesOf(report: SkewReport, clauses: readonly Filter[], sort: FieldSort | null = null): Query {
  const { filter } = comparedQuery(report);
  return { filter: allOf([...clausesOf(filter), ...clauses]), sort: sort ?? DEFAULT_QUERY.sort };
}

/** Shows samples in the grid, by a query of the search box. @param focus the one in focus there */
export function showSamples(query: Query, focus: number | null = null): void {
  useSkewStore.setState({ shown: comparedText(query) });
  useQueryStore.getState().setQuery(query);
  if (focus !== null) useSelectionStore.getState().change(() => focusOnly(focus));
  useUiStore.getState().setView('grid');
}

/** What a comparison of a query calls it: its order does not count. */
export function comparedText(query: Query): string {
  return printQuery(unordered(query));
}

/** Ids of the first samples of a query. */
export function useFirstSamples(query: Query, most: number): UseQueryResult<readonly { readonly id: number }[]> {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  return useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'first', query, most),
    queryFn:
      dataset === null
        ? skipToken
        : async ({ signal }) => {
            const { rows } = await api.rows(dataset, { query, limit: most, offset: 0, fields: ['id'] }, signal);
            return rows.map(({ id }) => ({ id: Number(id) }));
          },
    gcTime: 60_000,
  });
}

function comparedQuery({ query }: SkewReport): Query {
  const parsed = parseQuery(query);
  return parsed.ok ? parsed.query : DEFAULT_QUERY;
}

function unordered({ filter }: Query): Query {
  return { filter, sort: DEFAULT_QUERY.sort };
}

/** Nothing of a dataset that was closed is kept. */
useDatasetStore.subscribe(({ dataset }, { dataset: before }) => {
  if (dataset?.id !== before?.id) useSkewStore.setState(NOTHING);
});

/** The report stays when its job is dismissed. */
useJobsStore.subscribe(({ jobs }) => {
  const { dataset } = useDatasetStore.getState();
  const last = jobs.find(({ kind, datasetId, endedMs }) => kind === 'skew' && datasetId === dataset?.id && endedMs !== null);
  if (last === undefined || last.id === useSkewStore.getState().ended?.id) return;
  useSkewStore.setState({ ended: last, ...(last.state === 'done' ? { report: last.result as SkewReport } : {}) });
});
