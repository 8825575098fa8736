import { QueryClient } from '@tanstack/react-query';

/** Small answers of the engine (recent datasets, facets, one sample), cached for the components that show them. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY } },
});

/** What is cached of a dataset has keys that start with this, and is fetched again when its samples change. */
export function datasetKey(id: string, ...rest: readonly unknown[]): readonly unknown[] {
  return ['dataset', id, ...rest];
}

/** Recent datasets; fetched again when one is opened. */
export const RECENT_KEY = ['recent'] as const;
