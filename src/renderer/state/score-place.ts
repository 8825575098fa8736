import { skipToken, useQuery } from '@tanstack/react-query';
import { DEFAULT_QUERY, type NumberField } from '../../shared/query.ts';
import { PREDICTION_FIELDS, type PredictionField } from '../../shared/score.ts';
import { api } from './api.ts';
import { activeRun, usePredictions } from './confusion.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

/** How many samples of the dataset have less of a number; undefined: not known yet. @param value null: of none */
export function useCountBelow(field: NumberField, value: number | null): number | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'count-below', field, value),
    queryFn:
      dataset === null || value === null
        ? skipToken
        : ({ signal }) =>
            api.count(
              dataset,
              { ...DEFAULT_QUERY, filter: { kind: 'compare', field, comparison: '<', value } },
              undefined,
              signal,
            ),
    gcTime: 60_000,
  });
  return data?.count;
}

/** What the active run makes of a sample in numbers; undefined: there is no run, or it is not known yet. */
export function useRunScores(id: number): Readonly<Partial<Record<PredictionField, number>>> | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const { data: state } = usePredictions();
  const run = state === undefined ? null : activeRun(state);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'run-scores', run?.id ?? null, id),
    queryFn:
      dataset === null || run === null
        ? skipToken
        : async ({ signal }) => {
            const only = { ...DEFAULT_QUERY, filter: { kind: 'compare', field: 'id', comparison: '=', value: id } } as const;
            const asked = { query: only, offset: 0, limit: 1, fields: [...PREDICTION_FIELDS] };
            const { rows } = await api.rows(dataset, asked, signal);
            return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, score]) => typeof score === 'number'));
          },
    gcTime: 60_000,
  });
  return data;
}
