/** The two ranks, 0 the least, that a percentile lies between. @param count of values, at least one @param share in [0, 1] */
export function ranksAround(count: number, share: number): readonly [below: number, above: number] {
  const below = Math.floor((count - 1) * share);
  return [below, Math.min(below + 1, count - 1)];
}

/**
 * Linearly interpolated as numpy does it, so that equal neighbours give exactly their value.
 * @param valueAt the value of a rank, asked for those of `ranksAround` only
 * @param count of values, at least one
 * @param share in [0, 1]
 */
export function percentile(valueAt: (rank: number) => number, count: number, share: number): number {
  const [below, above] = ranksAround(count, share);
  const from = valueAt(below);
  const to = valueAt(above);
  const rest = (count - 1) * share - below;
  return rest < 0.5 ? from + (to - from) * rest : to - (to - from) * (1 - rest);
}
