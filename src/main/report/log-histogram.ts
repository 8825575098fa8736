import type { Histogram } from '../../shared/report.ts';

/**
 * A histogram without gaps from counts by bin: bin k holds 2^((k + shift) / perOctave) to 2^((k + shift + 1) / perOctave).
 * @returns no bins for no counts
 */
export function logHistogram(bins: ReadonlyMap<number, number>, perOctave: number, shift = 0): Histogram {
  if (bins.size === 0) return { edges: [], counts: [], scale: 'log' };
  const keys = [...bins.keys()];
  const first = Math.min(...keys);
  const length = Math.max(...keys) - first + 1;
  const counts = Array.from({ length }, (_, i) => bins.get(first + i) ?? 0);
  const edges = Array.from({ length: length + 1 }, (_, i) => 2 ** ((first + i + shift) / perOctave));
  return { edges, counts, scale: 'log' };
}
