import { withRoom } from './column.ts';

/** Which sample stands in which row: ids ascending, usually without holes. */
export class IdColumn {
  #ids = new Uint32Array(0);
  length = 0;

  /** The first `length` entries count. */
  get values(): Uint32Array {
    return this.#ids;
  }

  /** The id of a row; 0, which no sample has, for row -1. */
  at(row: number): number {
    return this.#ids[row] ?? 0;
  }

  get last(): number {
    return this.at(this.length - 1);
  }

  /** @param ids ascending, above `last` */
  append(ids: readonly number[]): void {
    this.#ids = withRoom(this.#ids, this.length + ids.length);
    this.#ids.set(ids, this.length);
    this.length += ids.length;
  }

  /** @param first above `last` */
  appendRun(first: number, count: number): void {
    this.#ids = withRoom(this.#ids, this.length + count);
    for (let k = 0; k < count; k++) this.#ids[this.length++] = first + k;
  }

  /** -1 for an unknown id. Without holes the first guess is right; else a binary search. */
  rowOf(id: number): number {
    const ids = this.#ids;
    let [low, high] = [0, this.length - 1];
    if (high < 0 || id < this.at(0) || id > this.last) return -1;
    const guess = id - this.at(0);
    if (ids[guess] === id) return guess;
    high = Math.min(high, guess);
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = ids[middle] ?? 0;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
