import type { ClassColoring } from './coloring.ts';

export interface LegendRow {
  readonly code: number;
  readonly name: string | null;
  readonly count: number;
}

/** The classes that have points, most first; points without one last. */
export function legendRows({ names, counts }: Pick<ClassColoring, 'names' | 'counts'>): readonly LegendRow[] {
  const rows = names.map((name, code) => ({ code, name, count: counts[code] ?? 0 })).filter(({ count }) => count > 0);
  return rows.sort((a, b) => Number(a.name === null) - Number(b.name === null) || b.count - a.count || a.code - b.code);
}
