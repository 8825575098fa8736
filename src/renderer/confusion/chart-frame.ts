/** Charts of two shares: a square of [0, 1] × [0, 1] with room for its axes. Lengths in units of the drawing. */
export const CHART = { width: 280, height: 190, left: 30, right: 8, top: 8, bottom: 30 } as const;

/** @param share in [0, 1] */
export function chartX(share: number): number {
  return CHART.left + share * (CHART.width - CHART.left - CHART.right);
}

/** @param share in [0, 1] */
export function chartY(share: number): number {
  return CHART.height - CHART.bottom - share * (CHART.height - CHART.top - CHART.bottom);
}

/** Points as an SVG path. */
export function pathThrough(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, k) => `${k === 0 ? 'M' : 'L'}${chartX(x).toFixed(1)} ${chartY(y).toFixed(1)}`).join('');
}
