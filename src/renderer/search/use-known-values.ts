import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TextFacet } from '../../shared/facets.ts';
import { DEFAULT_QUERY, type Filter } from '../../shared/query.ts';
import { type CompletionValues, termAround } from '../../shared/query-complete.ts';
import { parseQuery } from '../../shared/query-language.ts';
import { DECODABLE_FORMATS, STATUSES } from '../../shared/sample.ts';
import { useAnnotations } from '../state/annotations.ts';
import { api } from '../state/api.ts';
import { usePredictions } from '../state/confusion.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { useIssueCounts } from '../state/issues.ts';
import { datasetKey } from '../state/query-client.ts';

const NONE: readonly string[] = [];

/** What the dataset has that could stand at the caret, counted among the samples that the rest of the text leaves. */
export function useKnownValues(text: string, caret: number, isWanted: boolean): CompletionValues {
  const dataset = useDatasetStore((state) => state.dataset);
  const { data: predictions } = usePredictions();
  const { data: annotations } = useAnnotations();
  const rest = useMemo(() => filterOfRest(text, caret), [text, caret]);
  const facets = useFacetsOf(rest, isWanted);
  return {
    classes: dataset?.classes ?? NONE,
    splits: dataset?.splits ?? NONE,
    tags: dataset?.tags ?? NONE,
    statuses: STATUSES,
    formats: DECODABLE_FORMATS,
    carried: dataset?.fieldNames ?? NONE,
    hasBoxes: dataset?.hasBoxes ?? true,
    hasAnnotations: annotations === undefined || annotations.activeId !== null,
    ...(facets === undefined ? {} : { facets }),
    ...(predictions === undefined
      ? {}
      : {
          predicted: predictions.runs.find(({ isActive }) => isActive)?.classes ?? NONE,
          runs: predictions.runs.map(({ name }) => name),
        }),
  };
}

/** The filter of a text without the term that the caret is in; null where that is no query, or every sample. */
export function filterOfRest(text: string, caret: number): Filter | null {
  const { start, end } = termAround(text, caret);
  const before = text.slice(0, start).replace(/-+$/, '');
  const parsed = parseQuery(`${before}${text.slice(end)}`);
  return parsed.ok ? parsed.query.filter : null;
}

/** Counts while the list may be shown; those of the text before until they are there. */
function useFacetsOf(filter: Filter | null, isWanted: boolean): readonly TextFacet[] | undefined {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const issues = useIssueCounts(null);
  const { data } = useQuery({
    queryKey: dataset === null ? ['no dataset'] : datasetKey(dataset, 'completion', filter),
    queryFn:
      dataset === null || !isWanted ? skipToken : ({ signal }) => api.facets(dataset, { query: { ...DEFAULT_QUERY, filter }, ranges: [] }, signal),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return useMemo(() => {
    // They are counted among all: what the rest leaves of each kind takes long to say.
    const ofIssues = filter === null ? issues : undefined;
    if (ofIssues === undefined) return data?.text;
    const values = ofIssues.map(({ kind, samples }) => ({ value: kind, count: samples }));
    return [...(data?.text ?? []), { field: 'issue', values }];
  }, [data, issues, filter]);
}
