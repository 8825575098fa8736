/**
 * Share of the flipped labels that are among the first rows, ordered by normalized margin, the lowest first.
 * @param probabilities n × classes @param top share of all rows that is looked at
 */
export function foundShare(
  probabilities: Float32Array,
  classes: number,
  labels: Int32Array,
  flipped: Uint32Array,
  top: number,
): number {
  const margins = Float64Array.from(labels, (label, row) => {
    const own = probabilities.subarray(row * classes, (row + 1) * classes);
    const others = Math.max(...own.filter((_, other) => other !== label));
    return (own[label] as number) - others;
  });
  const order = Array.from(labels.keys()).sort((a, b) => (margins[a] as number) - (margins[b] as number) || a - b);
  const first = new Set(order.slice(0, Math.round(labels.length * top)));
  return flipped.filter((row) => first.has(row)).length / flipped.length;
}
