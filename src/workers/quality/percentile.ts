/**
 * Linearly interpolated as numpy does it, so that equal neighbours give exactly their value.
 * @param valueAt the value of a rank, 0 the least
 * @param count of values, at least one
 * @param share in [0, 1]
 */
export function percentile(valueAt: (rank: number) => number, count: number, share: number): number {
  const position = (count - 1) * share;
  const below = Math.floor(position);
  const from = valueAt(below);
  const to = valueAt(Math.min(below + 1, count - 1));
  const rest = position - below;
  return rest < 0.5 ? from + (to - from) * rest : to - (to - from) * (1 - rest);
}
