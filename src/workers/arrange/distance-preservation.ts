import type { SortedGrid } from './medoids.ts';
import { HOLE } from './sort-grid.ts';

/**
 * Distance Preservation Quality DPQ_p of a sorted grid, 0 = no better than random, 1 = all distances are kept (Barthel et al.
 * 2023): how much nearer than any two samples the k nearest on the grid are, for every k, against the k nearest of all; the ratio
 * of the two curves' p-norms. Where cells are as far, the nearer vector comes first. Not wrapped around. Takes n² numbers of
 * memory: for a few thousand samples. @param power p; the paper's own is 16 @returns NaN where all samples are the same
 */
export function distancePreservation({ vectors, dimensions, columns, cells }: SortedGrid, power: number): number {
  const taken = Array.from(cells.keys()).filter((cell) => cells[cell] !== HOLE);
  const count = taken.length;
  const onGrid = new Float64Array(Math.max(0, count - 1));
  const ideal = new Float64Array(onGrid.length);
  const pairs = taken.map((from) =>
    taken.map((to) => ({
      apart: cellDistance(from, to, columns),
      distance: vectorDistance(vectors, dimensions, cells[from] as number, cells[to] as number),
    })),
  );
  let mean = 0;
  for (const row of pairs) {
    const near = row.toSorted((a, b) => a.apart - b.apart || a.distance - b.distance);
    const alike = row.map(({ distance }) => distance).sort((a, b) => a - b);
    let [sumOnGrid, sumIdeal] = [0, 0];
    // The first is the sample itself.
    for (let k = 1; k < count; k++) {
      sumOnGrid += near[k]?.distance ?? 0;
      sumIdeal += alike[k] ?? 0;
      onGrid[k - 1] = (onGrid[k - 1] as number) + sumOnGrid / k / count;
      ideal[k - 1] = (ideal[k - 1] as number) + sumIdeal / k / count;
    }
    mean += sumIdeal / (count * (count - 1));
  }
  return gain(onGrid, mean, power) / gain(ideal, mean, power);
}

/** The norm of how far the means of the nearest stay below the mean of all. */
function gain(means: Float64Array, mean: number, power: number): number {
  let sum = 0;
  for (const value of means) sum += Math.max(0, (mean - value) / mean) ** power;
  return sum ** (1 / power);
}

/** Squared, in cells. */
function cellDistance(a: number, b: number, columns: number): number {
  return ((a % columns) - (b % columns)) ** 2 + (Math.floor(a / columns) - Math.floor(b / columns)) ** 2;
}

function vectorDistance(vectors: Float32Array, dimensions: number, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < dimensions; k++) {
    sum += ((vectors[a * dimensions + k] as number) - (vectors[b * dimensions + k] as number)) ** 2;
  }
  return Math.sqrt(sum);
}
