/** Sets the flags of the members with the largest scores; of equal scores, of those that come first. Scratch is overwritten. */
export function flagLargest(
  scores: Float64Array,
  count: number,
  members: Uint32Array,
  flags: Uint8Array,
  scratch: Float64Array,
): void {
  const length = members.length;
  if (count >= length) {
    for (let i = 0; i < length; i++) flags[members[i] as number] = 1;
    return;
  }
  for (let i = 0; i < length; i++) scratch[i] = scores[i] as number;
  const least = nthLargest(scratch, length, count);
  let ties = count;
  for (let i = 0; i < length; i++) if ((scores[i] as number) > least) ties--;
  for (let i = 0; i < length; i++) {
    const score = scores[i] as number;
    if (score > least || (score === least && ties-- > 0)) flags[members[i] as number] = 1;
  }
}

/** Hoare's quickselect, which puts the values in another order. @param n from 1, the largest, to length */
function nthLargest(values: Float64Array, length: number, n: number): number {
  const place = n - 1;
  let from = 0;
  let to = length - 1;
  while (from < to) {
    const pivot = middleOf(values[from] as number, values[(from + to) >> 1] as number, values[to] as number);
    let left = from;
    let right = to;
    while (left <= right) {
      while ((values[left] as number) > pivot) left++;
      while ((values[right] as number) < pivot) right--;
      if (left > right) break;
      const value = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = value;
    }
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else break;
  }
  return values[place] as number;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
