import type { Filter, Query } from '../../shared/query.ts';
import { allOf, clausesOf } from '../../shared/query-normal.ts';
import { mapIdentity } from './map-points.ts';
import { useMapStore } from './map-store.ts';
import { useMessagesStore } from './messages-store.ts';
import { useQueryStore } from './query-store.ts';

/** The query with this outline as its one lasso at top level; null: without any. */
export function withLasso(query: Query, polygon: readonly number[] | null): Query {
  const rest = clausesOf(query.filter).filter(({ kind }) => kind !== 'lasso');
  const lasso: readonly Filter[] = polygon === null ? [] : [{ kind: 'lasso', polygon }];
  return { ...query, filter: allOf([...rest, ...lasso]) };
}

export function hasLasso(query: Query): boolean {
  return lassoOf(query) !== null;
}

/** Corners of the query's lasso at top level, `[x, y, …]` in map coordinates; null: it has none. */
export function lassoOf({ filter }: Query): readonly number[] | null {
  for (const clause of clausesOf(filter)) if (clause.kind === 'lasso') return clause.polygon;
  return null;
}

/** Takes a lasso off the query once the map that it was drawn on has given way to another, and says so. @returns stops it */
export function followLasso(): () => void {
  return useMapStore.subscribe(({ points }, { points: before }) => {
    const { query, setQuery } = useQueryStore.getState();
    if (before.map === null || mapIdentity(points) === mapIdentity(before) || !hasLasso(query)) return;
    setQuery(withLasso(query, null));
    useMessagesStore.getState().say('The lasso was taken off: the map that it was drawn on has given way to another.');
  });
}
