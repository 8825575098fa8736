import { skipToken, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { RowsAnswer } from '../../shared/api.ts';
import { type IssueCount, isScoreKind, type ScoreKind, scoreFieldOf } from '../../shared/issue.ts';
import { DEFAULT_QUERY, type Query } from '../../shared/query.ts';
import { ruledBy } from '../../shared/query-runs.ts';
import type { DatasetId } from '../../shared/sample.ts';
import { ANY_SCORE_FIELDS, type AnyScoreField, EMBEDDING_FIELDS, type EmbeddingField } from '../../shared/score.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { isAborted } from './http.ts';
import { IdSet } from './id-set.ts';
import { issueCountsKey } from './issues.ts';
import { datasetKey, queryClient } from './query-client.ts';
import { useQueryStore } from './query-store.ts';
import { useUiStore } from './ui-store.ts';

export interface ShownScoresState {
  /** The score that tiles show; null: none. */
  readonly field: AnyScoreField | null;
  readonly byId: ReadonlyMap<number, number>;
  /** Said to be no issue of the kind. */
  readonly kept: IdSet;
}

const NOTHING: ShownScoresState = { field: null, byId: new Map(), kept: IdSet.EMPTY };

/** Scores of the samples on screen while a kind with a score is open, or the grid is in the order of one of the model's. */
export const useShownScores = create<ShownScoresState>()(() => NOTHING);

/** More than a screen holds; asked for at once. */
const MOST_ROWS = 1000;

let inFlight: AbortController | null = null;

/** Fetches the scores of the samples that the grid shows now. */
export async function wantScores(shown: Uint32Array): Promise<void> {
  inFlight?.abort();
  const { datasetId, answered } = useQueryStore.getState();
  const { issueKind } = useUiStore.getState();
  const kind = issueKind !== null && isScoreKind(issueKind) ? issueKind : null;
  const field = kind === null ? embeddingFieldOf(answered) : scoreFieldOf(kind);
  if (field !== useShownScores.getState().field) useShownScores.setState({ ...NOTHING, field });
  if (field === null || datasetId === null || answered === null || shown.length === 0) return;
  const controller = new AbortController();
  inFlight = controller;
  try {
    const fields = [field, ...(kind === null ? [] : [`issue.${kind}`])];
    const run = ruledBy(answered);
    const what = { ids: [...shown.subarray(0, MOST_ROWS)], fields, ...(run === null ? {} : { run }) };
    const rows = await api.values(datasetId, what, controller.signal);
    const byId = new Map(rows.flatMap(({ id, [field]: score }) => (typeof score === 'number' ? [[Number(id), score]] : [])));
    useShownScores.setState({ field, byId, kept: kind === null ? IdSet.EMPTY : keptAmong(rows, kind, datasetId) });
  } catch (error) {
    // The tiles do without; a lost engine is told by the event stream.
    if (!isAborted(error)) useShownScores.setState({ ...NOTHING, field });
  }
}

/** What the grid is ordered by, where that is a score of the model's: no kind of issue stands for it. */
function embeddingFieldOf(query: Query | null): EmbeddingField | null {
  return EMBEDDING_FIELDS.find((field) => field === query?.sort.field) ?? null;
}

/** Below the cut and yet no issue: it was said to be fine. */
function keptAmong(rows: RowsAnswer['rows'], kind: ScoreKind, dataset: DatasetId): IdSet {
  const counts = queryClient.getQueryData<readonly IssueCount[]>(issueCountsKey(dataset, null));
  const cut = counts?.find((count) => count.kind === kind)?.cut ?? Number.NEGATIVE_INFINITY;
  return IdSet.of(
    rows.flatMap(({ id, [scoreFieldOf(kind)]: score, [`issue.${kind}`]: isIssue }) =>
      typeof score === 'number' && score < cut && isIssue === 0 ? [Number(id)] : [],
    ),
  );
}

/** The score a tile shows; undefined: none. */
export function useShownScore(id: number): number | undefined {
  return useShownScores(({ byId }) => byId.get(id));
}

/** Every score of one sample. @param id null: of none */
export function useSampleScores(id: number | null): Readonly<Partial<Record<AnyScoreField, number>>> | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: [...(dataset === null ? ['no dataset'] : datasetKey(dataset, 'sample-scores')), id],
    queryFn:
      dataset === null || id === null
        ? skipToken
        : async ({ signal }) => {
            const only = { ...DEFAULT_QUERY, filter: { kind: 'compare', field: 'id', comparison: '=', value: id } } as const;
            const { rows } = await api.rows(dataset, { query: only, offset: 0, limit: 1, fields: [...ANY_SCORE_FIELDS] }, signal);
            return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, score]) => typeof score === 'number'));
          },
    gcTime: 60_000,
  });
  return data;
}
