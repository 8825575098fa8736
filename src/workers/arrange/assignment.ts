/** Solves one assignment: `assigned[row]` becomes the column of each row such that the sum of costs is least. */
export type Assign = (costs: Float64Array, size: number, assigned: Uint8Array) => void;

/**
 * A solver of small assignment problems after Jonker and Volgenant (1987): columns are reduced, free rows bid for their best
 * column, what is left is augmented along shortest paths. Its working memory is made once, since it is called millions of times.
 * @param most largest size, at most 255; also how far apart rows of `costs` are, which are finite
 */
export function createAssign(most: number): Assign {
  const prices = new Float64Array(most);
  const rowOf = new Int32Array(most);
  const columnOf = new Int32Array(most);
  const free = new Int32Array(most);
  const distances = new Float64Array(most);
  const before = new Int32Array(most);
  const columns = new Int32Array(most);

  /** Each column takes the row that costs least, where that one is not taken. */
  function reduceColumns(costs: Float64Array, size: number): void {
    columnOf.fill(-1);
    for (let column = size - 1; column >= 0; column--) {
      let least = costs[column] as number;
      let row = 0;
      for (let other = 1, at = column + most; other < size; other++, at += most) {
        const cost = costs[at] as number;
        if (cost < least) {
          least = cost;
          row = other;
        }
      }
      prices[column] = least;
      const isTaken = (columnOf[row] as number) >= 0;
      rowOf[column] = isTaken ? -1 : row;
      if (!isTaken) columnOf[row] = column;
    }
  }

  /** Free rows take their cheapest column by turns, lowering its price by what the second cheapest costs more. @returns how many stay free */
  function bid(costs: Float64Array, size: number): number {
    let length = 0;
    for (let row = 0; row < size; row++) if ((columnOf[row] as number) < 0) free[length++] = row;
    for (let round = 0; round < 2; round++) {
      let left = 0;
      let place = 0;
      // Rounding could let two rows outbid each other for ever.
      for (let bids = 0; place < length && bids < size * size; bids++) {
        const row = free[place++] as number;
        const base = row * most;
        let first = 0;
        let best = Number.POSITIVE_INFINITY;
        let second = Number.POSITIVE_INFINITY;
        for (let column = 0; column < size; column++) {
          const cost = (costs[base + column] as number) - (prices[column] as number);
          if (cost >= second) continue;
          if (cost < best) {
            second = best;
            best = cost;
            first = column;
          } else second = cost;
        }
        const loser = rowOf[first] as number;
        const isLower = second > best && second < Number.POSITIVE_INFINITY;
        if (isLower) prices[first] = (prices[first] as number) - (second - best);
        else if (loser >= 0) {
          free[left++] = row;
          continue;
        }
        rowOf[first] = row;
        columnOf[row] = first;
        if (loser < 0) continue;
        columnOf[loser] = -1;
        if (isLower) free[--place] = loser;
        else free[left++] = loser;
      }
      while (place < length) free[left++] = free[place++] as number;
      length = left;
    }
    return length;
  }

  /** Gives one free row a column along the shortest path of swaps. */
  function augment(costs: Float64Array, size: number, start: number): void {
    for (let column = 0; column < size; column++) {
      distances[column] = (costs[start * most + column] as number) - (prices[column] as number);
      before[column] = start;
      columns[column] = column;
    }
    let end = -1;
    let done = 0;
    let length = 0;
    while (end < 0) {
      // The nearest column that is not done comes next.
      let nearest = done;
      for (let k = done + 1; k < size; k++) {
        if ((distances[columns[k] as number] as number) < (distances[columns[nearest] as number] as number)) nearest = k;
      }
      const column = columns[nearest] as number;
      columns[nearest] = columns[done] as number;
      columns[done++] = column;
      length = distances[column] as number;
      const row = rowOf[column] as number;
      if (row < 0) {
        end = column;
        break;
      }
      const base = row * most;
      const offset = length - ((costs[base + column] as number) - (prices[column] as number));
      for (let k = done; k < size; k++) {
        const other = columns[k] as number;
        const distance = (costs[base + other] as number) - (prices[other] as number) + offset;
        if (distance < (distances[other] as number)) {
          distances[other] = distance;
          before[other] = row;
        }
      }
    }
    for (let k = 0; k < done; k++) {
      const column = columns[k] as number;
      prices[column] = (prices[column] as number) + (distances[column] as number) - length;
    }
    for (let column = end; ; ) {
      const row = before[column] as number;
      rowOf[column] = row;
      const next = columnOf[row] as number;
      columnOf[row] = column;
      if (row === start) return;
      column = next;
    }
  }

  return (costs, size, assigned) => {
    reduceColumns(costs, size);
    const left = bid(costs, size);
    for (let k = 0; k < left; k++) augment(costs, size, free[k] as number);
    for (let row = 0; row < size; row++) assigned[row] = columnOf[row] as number;
  };
}
