import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CountAnswer } from '../../shared/api.ts';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { api } from './api.ts';
import { useDatasetStore } from './dataset-store.ts';
import { datasetKey } from './query-client.ts';

export interface ClassCount {
  readonly name: string;
  readonly samples: number;
}

const NONE: readonly string[] = [];

/** Classes of the open dataset with their samples, the largest first; those that no sample has any more come last. */
export function useClassCounts(): readonly ClassCount[] {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const classes = useDatasetStore((state) => state.dataset?.classes) ?? NONE;
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'classes'),
    queryFn: dataset === null ? skipToken : ({ signal }) => api.count(dataset, DEFAULT_QUERY, 'label', signal),
    gcTime: 60_000,
  });
  return useMemo(() => classCounts(classes, data?.by ?? []), [classes, data]);
}

/** @param classes all names known, in alphabetical order */
export function classCounts(classes: readonly string[], by: NonNullable<CountAnswer['by']>): readonly ClassCount[] {
  const samples = new Map(by.map(({ value, count }) => [value, count]));
  return classes.map((name) => ({ name, samples: samples.get(name) ?? 0 })).toSorted((a, b) => b.samples - a.samples);
}
