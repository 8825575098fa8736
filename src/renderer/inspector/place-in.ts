/** Where a value lies along a histogram whose bins are drawn equally wide, 0 to 1. @param edges ascending, one more than bins */
export function placeIn(edges: readonly number[], value: number): number {
  const bins = edges.length - 1;
  if (bins < 1) return 0.5;
  const above = edges.findIndex((edge) => edge > value);
  if (above === 0) return 0;
  if (above < 0) return 1;
  const [low, high] = [edges[above - 1] ?? 0, edges[above] ?? 0];
  return (above - 1 + (value - low) / (high - low)) / bins;
}
