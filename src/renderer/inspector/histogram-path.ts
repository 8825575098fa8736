/**
 * Outline of a histogram as an SVG path, one unit wide a value and one unit high.
 * @param most the count that reaches the top
 * @param isLogarithmic heights grow with the logarithm of the count, so that rare values are seen
 */
export function histogramPath(counts: readonly number[], most: number, isLogarithmic: boolean): string {
  const scale = isLogarithmic ? (count: number) => Math.log1p(count) : (count: number) => count;
  const whole = Math.max(Number.MIN_VALUE, scale(most));
  const heights = counts.map((count) => Math.min(1, scale(count) / whole));
  return `M0 1${heights.map((height, value) => `V${rounded(1 - height)}H${value + 1}`).join('')}V1Z`;
}

/**
 * The count that a histogram is drawn as high as: the largest but of both ends, where a clipped picture has so many pixels that
 * nothing else would be seen.
 */
export function mostBetweenEnds(series: readonly (readonly number[])[]): number {
  return Math.max(1, ...series.map((counts) => Math.max(...counts.slice(1, -1))));
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
