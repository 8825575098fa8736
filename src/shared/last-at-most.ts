/** Place of the last of the first `length` values that is not above `value`; -1: all are. @param sorted ascending */
export function lastAtMost(sorted: Uint32Array | Float64Array, length: number, value: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
