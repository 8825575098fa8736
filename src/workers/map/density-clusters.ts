import type { DensityField } from './density-field.ts';

/** Clusters of a map: the surroundings of peaks of density. */
export interface Clusters {
  /** Cell of each cluster's peak, the highest first. */
  readonly peaks: readonly number[];
  /** Cluster of each cell, as place in `peaks`; -1: too thinly settled to belong to any. */
  readonly clusterOf: Int32Array;
}

/** Two peaks are one cluster where the way between them goes no lower than this share of the lower one. */
const JOINED_ABOVE = 0.7;
/** A cell below this share of its peak belongs to none. */
const THIN_BELOW = 0.05;
const NONE = -1;

/**
 * Cells from the densest down join the cluster of their densest neighbour; where two clusters meet, the lower one becomes part
 * of the other unless it rises well above the pass between them. [ToMATo: Chazal et al. 2013]
 */
export function densityClusters({ side, density }: DensityField): Clusters {
  const peakOf = new Int32Array(density.length).fill(NONE);
  for (const cell of settledCells(density)) {
    const roots = neighboursOf(cell, side)
      .filter((other) => peakOf[other] !== NONE)
      .sort((a, b) => (density[b] as number) - (density[a] as number) || a - b)
      .map((other) => rootOf(peakOf, other));
    const highest = roots[0];
    peakOf[cell] = highest ?? cell;
    for (const root of roots) join(peakOf, density, cell, root);
  }
  return numbered(peakOf, density);
}

/** Cells with points near, the densest first. */
function settledCells(density: Float32Array): Uint32Array {
  const settled = Uint32Array.from(density.keys()).filter((cell) => (density[cell] as number) > 0);
  return settled.sort((a, b) => (density[b] as number) - (density[a] as number) || a - b);
}

function join(peakOf: Int32Array, density: Float32Array, cell: number, root: number): void {
  const own = rootOf(peakOf, cell);
  if (own === root) return;
  const [heightA, heightB] = [density[own] as number, density[root] as number];
  const isOwnHigher = heightA > heightB || (heightA === heightB && own < root);
  const [higher, lower] = isOwnHigher ? [own, root] : [root, own];
  if ((density[cell] as number) >= JOINED_ABOVE * (density[lower] as number)) peakOf[lower] = higher;
}

/** A peak is its own; others lead to it. */
function rootOf(peakOf: Int32Array, cell: number): number {
  let at = cell;
  while (peakOf[at] !== at) {
    peakOf[at] = peakOf[peakOf[at] as number] as number;
    at = peakOf[at] as number;
  }
  return at;
}

function neighboursOf(cell: number, side: number): number[] {
  const [column, row] = [cell % side, Math.floor(cell / side)];
  const around: number[] = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
      if (x !== column || y !== row) around.push(y * side + x);
    }
  }
  return around;
}

function numbered(peakOf: Int32Array, density: Float32Array): Clusters {
  const clusterOf = new Int32Array(peakOf.length).fill(NONE);
  const peaks: number[] = [];
  const places = new Map<number, number>();
  for (const cell of settledCells(density)) {
    const peak = rootOf(peakOf, cell);
    if (peak === cell) places.set(peak, peaks.push(peak) - 1);
    if ((density[cell] as number) >= THIN_BELOW * (density[peak] as number)) clusterOf[cell] = places.get(peak) ?? NONE;
  }
  return { peaks, clusterOf };
}
