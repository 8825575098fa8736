import type { Dataset } from '../dataset/dataset.ts';

/** Samples on a grid; in every column 0 is nothing. */
export interface ArrangedGrid {
  readonly columns: number;
  readonly rows: number;
  /** Ids, row by row. */
  readonly cells: Uint32Array;
  /** Blocks of 2 × 2, 4 × 4 … cells, each with the id of the sample that stands for it. */
  readonly levels: readonly { readonly columns: number; readonly rows: number; readonly medoids: Uint32Array }[];
  /** Samples asked for that have no vector. */
  readonly leftOut: number;
}

/** Grids kept of a dataset, the last ones asked for: a few queries to go back to. */
const MOST_GRIDS = 6;
/** Cells kept of a dataset in all, about 5 bytes each; one grid is kept whatever its size. */
const MOST_CELLS = 4_000_000;

interface Kept {
  /** What it was made of. */
  readonly key: string;
  readonly grid: ArrangedGrid;
}

/** By the job that made it, the last one asked for at the end; gone with the dataset. */
const keptOf = new WeakMap<Dataset, Map<string, Kept>>();

export function keepGrid(dataset: Dataset, jobId: string, kept: Kept): void {
  const all = keptOf.get(dataset) ?? new Map<string, Kept>();
  keptOf.set(dataset, all);
  all.delete(jobId);
  all.set(jobId, kept);
  for (const oldest of [...all.keys()].slice(0, -1)) {
    const cells = all.values().reduce((sum, { grid }) => sum + grid.cells.length, 0);
    if (all.size > MOST_GRIDS || cells > MOST_CELLS) all.delete(oldest);
  }
}

/** Undefined where it is not kept any more, or the job has not made one. */
export function gridOf(dataset: Dataset, jobId: string): ArrangedGrid | undefined {
  return keptOf.get(dataset)?.get(jobId)?.grid;
}

/** The job that made a grid of the same samples, vectors and shape. */
export function jobWithGrid(dataset: Dataset, key: string): string | undefined {
  const all = keptOf.get(dataset);
  const found = all?.entries().find(([, kept]) => kept.key === key);
  if (all === undefined || found === undefined) return undefined;
  const [jobId, kept] = found;
  keepGrid(dataset, jobId, kept);
  return jobId;
}
