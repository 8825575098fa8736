/** Numbers added one after the other, eight sums at a time. */
const BLOCK = 128;

/**
 * Sum in the order in which numpy adds (its `pairwise_sum`). Another order may end one bit elsewhere, which decides what is
 * rounded up where numbers are wronged equally.
 */
export function pairwiseSum(values: Float64Array): number {
  const { length } = values;
  if (length > BLOCK) {
    const half = length >> 1;
    const middle = half - (half % 8);
    return pairwiseSum(values.subarray(0, middle)) + pairwiseSum(values.subarray(middle));
  }
  const whole = length - (length % 8);
  let sum = whole === 0 ? 0 : sumOfEights(values, whole);
  for (let i = whole; i < length; i++) sum += values[i] as number;
  return sum;
}

/** @param whole a multiple of 8, at least 8 */
function sumOfEights(values: Float64Array, whole: number): number {
  const sums = values.slice(0, 8);
  for (let i = 8; i < whole; i++) sums[i % 8] = (sums[i % 8] as number) + (values[i] as number);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sums;
  return a + b + (c + d) + (e + f + (g + h));
}
