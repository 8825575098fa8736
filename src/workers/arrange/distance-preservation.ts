import { HOLE } from './calls.ts';
import type { SortedGrid } from './medoids.ts';

/** Just under one where it is largest: what a distance is divided by, so that it never makes up for a cell. */
const MARGIN = 1.0001;

/**
 * Distance Preservation Quality DPQ_p of a sorted grid, 0 = no better than random, 1 = all distances are kept (Barthel et al.
 * 2023): how much nearer than any two samples the k nearest on the grid are, for every k, against the k nearest of all; the ratio
 * of the two curves' p-norms. Where cells are as far, the nearer vector comes first. Not wrapped around. Takes n² numbers of
 * memory: for a few thousand samples. @param power p; the paper's own is 16 @returns NaN where all samples are the same
 */
export function distancePreservation(grid: SortedGrid, power: number): number {
  const { columns, cells } = grid;
  const taken = Uint32Array.from(cells.keys()).filter((cell) => cells[cell] !== HOLE);
  const count = taken.length;
  const distances = allDistances(grid, taken);
  const scale = distances.reduce((most, distance) => Math.max(most, distance), 0) * MARGIN;
  const alike = new Float64Array(count);
  const near = new Float64Array(count);
  const onGrid = new Float64Array(Math.max(0, count - 1));
  const ideal = new Float64Array(onGrid.length);
  let mean = 0;
  for (let row = 0; row < count; row++) {
    for (let other = 0; other < count; other++) {
      const distance = distances[row * count + other] as number;
      alike[other] = distance;
      // Whole cells, then the distance as a fraction: sorted by the one, then by the other.
      near[other] = cellDistance(taken[row] as number, taken[other] as number, columns) + distance / scale;
    }
    alike.sort();
    near.sort();
    let sumOnGrid = 0;
    let sumIdeal = 0;
    // The first is the sample itself.
    for (let k = 1; k < count; k++) {
      sumOnGrid += ((near[k] as number) % 1) * scale;
      sumIdeal += alike[k] as number;
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

function allDistances({ vectors, dimensions, cells }: SortedGrid, taken: Uint32Array): Float64Array {
  const count = taken.length;
  const distances = new Float64Array(count * count);
  for (let row = 0; row < count; row++) {
    const a = (cells[taken[row] as number] as number) * dimensions;
    for (let other = 0; other < row; other++) {
      const b = (cells[taken[other] as number] as number) * dimensions;
      let sum = 0;
      for (let k = 0; k < dimensions; k++) sum += ((vectors[a + k] as number) - (vectors[b + k] as number)) ** 2;
      distances[row * count + other] = Math.sqrt(sum);
      distances[other * count + row] = Math.sqrt(sum);
    }
  }
  return distances;
}

/** Squared, in cells. */
function cellDistance(a: number, b: number, columns: number): number {
  return ((a % columns) - (b % columns)) ** 2 + (Math.floor(a / columns) - Math.floor(b / columns)) ** 2;
}
