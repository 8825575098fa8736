/** The place of a row among all once it is dropped before or after another: the gap that it leaves closes. */
export function placeAfterDrop(from: number, onto: number, side: 'before' | 'after'): number {
  const gap = side === 'before' ? onto : onto + 1;
  return gap > from ? gap - 1 : gap;
}
