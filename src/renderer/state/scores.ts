import { skipToken, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { type IssueCount, isScoreKind } from '../../shared/issue.ts';
import { DEFAULT_QUERY, type Filter, type Query } from '../../shared/query.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { SCORE_FIELDS, type ScoreField, type ScoreName } from '../../shared/score.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isAborted } from './http.ts';
import { IdSet } from './id-set.ts';
import { isBeyondCut, issueClause } from './issue-query.ts';
import { issueCountsKey } from './issues.ts';
import { datasetKey, queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { useUiStore } from './ui-store.ts';

export interface ShownScoresState {
  /** The score that tiles show; null: none. */
  readonly field: ScoreField | null;
  readonly byId: ReadonlyMap<number, number>;
  /** Said to be no issue of the kind. */
  readonly kept: IdSet;
}

const NOTHING: ShownScoresState = { field: null, byId: new Map(), kept: IdSet.EMPTY };

/** Scores of the samples on screen while a kind with a score is open. */
export const useShownScores = create<ShownScoresState>()(() => NOTHING);

/** More than a screen holds; asked for at once. */
const MOST_ROWS = 1000;

let inFlight: AbortController | null = null;

/** Fetches the scores of what the grid shows now: places `first` to `end` of the answer. */
export async function wantScores(first: number, end: number): Promise<void> {
  inFlight?.abort();
  const { datasetId, answered } = useQueryStore.getState();
  const { issueKind } = useUiStore.getState();
  const kind = issueKind !== null && isScoreKind(issueKind) ? issueKind : null;
  const field: ScoreField | null = kind === null ? null : `score.${kind}`;
  if (field !== useShownScores.getState().field) useShownScores.setState({ ...NOTHING, field });
  if (kind === null || field === null || datasetId === null || answered === null || end <= first) return;
  const controller = new AbortController();
  inFlight = controller;
  try {
    const what = { query: answered, offset: first, limit: Math.min(MOST_ROWS, end - first), fields: ['id', field] };
    const [{ rows }, kept] = await Promise.all([
      api.rows(datasetId, what, controller.signal),
      keptOf(datasetId, answered, kind, controller.signal),
    ]);
    const byId = new Map(rows.flatMap(({ id, [field]: score }) => (typeof score === 'number' ? [[Number(id), score]] : [])));
    useShownScores.setState({ field, byId, kept });
  } catch (error) {
    // The tiles do without; a lost engine is told by the event stream.
    if (!isAborted(error)) useShownScores.setState({ ...NOTHING, field });
  }
}

/** Below the cut and yet no issue: what was said to be fine. Only past the cut such samples are seen. */
async function keptOf(dataset: DatasetId, query: Query, kind: ScoreName, signal: AbortSignal): Promise<IdSet> {
  const counts = queryClient.getQueryData<readonly IssueCount[]>(issueCountsKey(dataset, null));
  const cut = counts?.find((count) => count.kind === kind)?.cut ?? null;
  if (cut === null || !isBeyondCut(query, kind)) return IdSet.EMPTY;
  const below: Filter = { kind: 'compare', field: `score.${kind}`, comparison: '<', value: cut };
  const filter: Filter = { kind: 'and', of: [below, { kind: 'not', of: issueClause(kind) }] };
  return IdSet.EMPTY.with((await api.query(dataset, { ...DEFAULT_QUERY, filter }, signal)).ids);
}

/** The score a tile shows; undefined: none. */
export function useShownScore(id: number): number | undefined {
  return useShownScores(({ byId }) => byId.get(id));
}

/** Every score of one sample. @param id null: of none */
export function useSampleScores(id: number | null): Readonly<Partial<Record<ScoreField, number>>> | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample-scores')), id],
    queryFn:
      dataset === null || id === null
        ? skipToken
        : async ({ signal }) => {
            const only = { ...DEFAULT_QUERY, filter: { kind: 'compare', field: 'id', comparison: '=', value: id } } as const;
            const { rows } = await api.rows(dataset, { query: only, offset: 0, limit: 1, fields: [...SCORE_FIELDS] }, signal);
            return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, score]) => typeof score === 'number'));
          },
    gcTime: 60_000,
  });
  return data;
}
