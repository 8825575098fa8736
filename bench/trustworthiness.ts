/** How far the neighbours that a map shows can be believed [Venna and Kaski 2001], as scikit-learn's `trustworthiness` counts it. */

export interface Rows {
  readonly dimensions: number;
  readonly vectors: Float32Array;
}

/**
 * 1 where the k nearest of every point of the map are among its k nearest in the space; each that is not costs by how far down
 * it ranks there. Euclidean on both sides, which orders vectors of length 1 as their cosine does. Time grows by the square of the rows.
 */
export function trustworthiness(space: Rows, map: Rows, k: number): number {
  const rows = map.vectors.length / map.dimensions;
  let penalty = 0;
  for (let row = 0; row < rows; row++) {
    const there = distancesFrom(space, row, rows);
    const here = distancesFrom(map, row, rows);
    for (const other of nearest(here, k)) {
      const rank = 1 + countNearer(there, other);
      if (rank > k) penalty += rank - k;
    }
  }
  return 1 - (penalty * 2) / (rows * k * (2 * rows - 3 * k - 1));
}

/** The rows of some of all points. */
export function rowsAt({ dimensions, vectors }: Rows, chosen: Uint32Array): Rows {
  const some = new Float32Array(chosen.length * dimensions);
  chosen.forEach((row, i) => {
    some.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  });
  return { dimensions, vectors: some };
}

/** Squared distances of a row to all; infinite to itself. */
function distancesFrom({ dimensions, vectors }: Rows, row: number, rows: number): Float64Array {
  const distances = new Float64Array(rows);
  const from = vectors.subarray(row * dimensions, (row + 1) * dimensions);
  for (let other = 0; other < rows; other++) {
    let sum = 0;
    for (let d = 0, at = other * dimensions; d < dimensions; d++, at++) {
      const difference = (vectors[at] ?? 0) - (from[d] ?? 0);
      sum += difference * difference;
    }
    distances[other] = sum;
  }
  distances[row] = Number.POSITIVE_INFINITY;
  return distances;
}

/** Places of the k least, ties by place. */
function nearest(distances: Float64Array, k: number): readonly number[] {
  const best: number[] = [];
  for (let other = 0; other < distances.length; other++) {
    const distance = distances[other] ?? 0;
    if (best.length === k && distance >= (distances[best[k - 1] ?? 0] ?? 0)) continue;
    let place = best.length;
    while (place > 0 && (distances[best[place - 1] ?? 0] ?? 0) > distance) place--;
    best.splice(place, 0, other);
    best.length = Math.min(best.length, k);
  }
  return best;
}

/** How many come before a row, ties by place. */
function countNearer(distances: Float64Array, row: number): number {
  const distance = distances[row] ?? 0;
  let nearer = 0;
  for (let other = 0; other < distances.length; other++) {
    const its = distances[other] ?? 0;
    if (its < distance || (its === distance && other < row)) nearer++;
  }
  return nearer;
}
