import type { Steps } from '../duplicates/steps.ts';
import { type Arrangement, HOLE } from './calls.ts';
import type { GridShape } from './grid-shape.ts';

type Level = Arrangement['levels'][number];

export interface SortedGrid extends GridShape {
  /** n × dimensions, row by row. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** Place in `vectors` by cell, or HOLE. */
  readonly cells: Uint32Array;
}

/**
 * Blocks of 2 × 2, 4 × 4 … cells up to one that holds all, each with its medoid: the sample whose squared distances to the others
 * have the least sum, which is the one nearest to their mean.
 * @param from share of the work that was done before, for the progress
 */
export function* medoidLevels(grid: SortedGrid, from = 0): Steps<readonly Level[]> {
  const levels: Level[] = [];
  const count = Math.ceil(Math.log2(Math.max(1, grid.columns, grid.rows)));
  let below = cellSums(grid);
  while (levels.length < count) {
    const sums = blockSums(below, grid.dimensions);
    const { columns, rows } = sums;
    const finding = nearestToMeans(grid, sums, levels.length + 1);
    let step = finding.next();
    for (; step.done !== true; step = finding.next()) yield from + (1 - from) * ((levels.length + step.value) / count);
    levels.push({ columns, rows, medoids: step.value });
    below = sums;
  }
  return levels;
}

/** Sum of the vectors of each block, and how many there are. */
interface Sums extends GridShape {
  readonly values: Float32Array;
  readonly counts: Uint32Array;
}

function cellSums({ columns, rows, vectors, dimensions, cells }: SortedGrid): Sums {
  const values = new Float32Array(cells.length * dimensions);
  const counts = new Uint32Array(cells.length);
  for (let cell = 0; cell < cells.length; cell++) {
    const sample = cells[cell] as number;
    if (sample === HOLE) continue;
    counts[cell] = 1;
    for (let k = 0; k < dimensions; k++) values[cell * dimensions + k] = vectors[sample * dimensions + k] as number;
  }
  return { columns, rows, values, counts };
}

function blockSums(below: Sums, dimensions: number): Sums {
  const columns = Math.ceil(below.columns / 2);
  const rows = Math.ceil(below.rows / 2);
  const values = new Float32Array(columns * rows * dimensions);
  const counts = new Uint32Array(columns * rows);
  for (let row = 0, from = 0; row < below.rows; row++) {
    for (let column = 0; column < below.columns; column++, from++) {
      const block = (row >> 1) * columns + (column >> 1);
      counts[block] = (counts[block] as number) + (below.counts[from] as number);
      for (let k = 0; k < dimensions; k++) {
        const at = block * dimensions + k;
        values[at] = (values[at] as number) + (below.values[from * dimensions + k] as number);
      }
    }
  }
  return { columns, rows, values, counts };
}

function* nearestToMeans(grid: SortedGrid, sums: Sums, level: number): Steps<Uint32Array<ArrayBuffer>> {
  const { columns, rows, vectors, dimensions, cells } = grid;
  const medoids = new Uint32Array(sums.counts.length).fill(HOLE);
  const nearest = new Float64Array(sums.counts.length).fill(Number.POSITIVE_INFINITY);
  const rowsAStep = Math.max(1, Math.floor(65_536 / columns));
  for (let row = 0, cell = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, cell++) {
      const sample = cells[cell] as number;
      if (sample === HOLE) continue;
      const block = (row >> level) * sums.columns + (column >> level);
      const scale = 1 / (sums.counts[block] as number);
      let distance = 0;
      for (let k = 0; k < dimensions; k++) {
        const difference = (vectors[sample * dimensions + k] as number) - (sums.values[block * dimensions + k] as number) * scale;
        distance += difference * difference;
      }
      if (distance < (nearest[block] as number)) {
        nearest[block] = distance;
        medoids[block] = sample;
      }
    }
    if (row % rowsAStep === rowsAStep - 1) yield (row + 1) / rows;
  }
  return medoids;
}
