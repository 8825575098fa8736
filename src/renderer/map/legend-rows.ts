import type { IdPlaces } from '../state/map-points.ts';
import type { ClassColoring } from './coloring.ts';

export interface LegendRow {
  readonly code: number;
  readonly name: string | null;
  /** Points in the query. */
  readonly count: number;
}

/** Points in the query by code. @param inQuery ids of samples, on the map or not */
export function countsIn(codes: Uint16Array, kinds: number, inQuery: Uint32Array, places: IdPlaces): readonly number[] {
  const counts = new Array<number>(kinds).fill(0);
  for (let at = 0; at < inQuery.length; at++) {
    const code = codes[places.of(inQuery[at] ?? 0)];
    if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/**
 * The classes that have points, most first; points without one last. Their order does not change with the query.
 * @param counts of points in the query, by code
 */
export function legendRows(
  { names, counts: all }: Pick<ClassColoring, 'names' | 'counts'>,
  counts: readonly number[] = all,
): readonly LegendRow[] {
  return names
    .map((name, code) => ({ code, name, count: counts[code] ?? 0 }))
    .filter(({ code }) => (all[code] ?? 0) > 0)
    .sort(
      (a, b) => Number(a.name === null) - Number(b.name === null) || (all[b.code] ?? 0) - (all[a.code] ?? 0) || a.code - b.code,
    );
}
