import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DEFAULT_QUERY } from '../../shared/query.ts';
import { api } from '../state/api.ts';
import { useDatasetStore } from '../state/dataset-store.ts';
import { datasetKey } from '../state/query-client.ts';
import { useQueryStore } from '../state/query-store.ts';
import { formatCount } from '../ui/format.ts';
import { goToPlace, goToSample, placeTyped } from './jumps.ts';
import type { PaletteItem, PaletteSource } from './palette-item.ts';

const DEBOUNCE_MS = 120;
/** Fewer letters are in every path. */
const LEAST_LETTERS = 2;
const MOST_FILES = 5;

/** The sample of a number, as the grid has them, and files whose path has what is typed. */
export const useSampleJumps: PaletteSource = (typed) => {
  const count = useQueryStore((state) => state.ids.length);
  const files = useFiles(typed);
  return useMemo(() => {
    const place = placeTyped(typed, count);
    return place === null ? files : [placeItem(typed, place, count), ...files];
  }, [typed, count, files]);
};

function useFiles(typed: string): readonly PaletteItem[] {
  const dataset = useDatasetStore((state) => state.dataset?.id ?? null);
  const [text] = useDebouncedValue(typed, DEBOUNCE_MS);
  const isAsked = dataset !== null && text.length >= LEAST_LETTERS;
  const { data } = useQuery({
    queryKey: isAsked ? datasetKey(dataset, 'files', text) : ['no files'],
    queryFn: isAsked ? ({ signal }) => api.rows(dataset, filesWith(text), signal) : skipToken,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return useMemo(() => (isAsked ? (data?.rows ?? []) : []).flatMap(fileItem), [isAsked, data]);
}

function filesWith(text: string): Parameters<typeof api.rows>[1] {
  const query = { ...DEFAULT_QUERY, filter: { kind: 'contains', text } } as const;
  return { query, limit: MOST_FILES, offset: 0, fields: ['id', 'path'] };
}

function fileItem({ id, path }: Readonly<Record<string, unknown>>): readonly PaletteItem[] {
  if (typeof id !== 'number' || typeof path !== 'string') return [];
  return [{ id: `file:${id}`, kind: 'File', title: path, whyNot: null, isForgotten: true, run: () => goToSample(id) }];
}

function placeItem(typed: string, place: number, count: number): PaletteItem {
  return {
    id: `place:${place}`,
    kind: 'Go to',
    title: `Sample ${formatCount(place + 1)} of ${formatCount(count)}`,
    // Whatever way the number is written.
    words: typed,
    whyNot: null,
    isForgotten: true,
    run: () => goToPlace(place),
  };
}
