/** Of a table of counts. */
export interface ChiSquared {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** That rows and columns this far from independent come about by chance. */
  readonly p: number;
  /** Cramér's V (1946), not corrected for bias: 0 to 1. */
  readonly cramersV: number;
}

/**
 * Pearson's test of independence, without Yates' correction.
 * @param counts row by row @returns null where fewer than two rows or columns have any
 */
export function chiSquared(counts: Uint32Array, columns: number): ChiSquared | null {
  const rowSums = new Float64Array(counts.length / columns);
  const columnSums = new Float64Array(columns);
  for (const [at, count] of counts.entries()) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    rowSums[row] = (rowSums[row] as number) + count;
    columnSums[column] = (columnSums[column] as number) + count;
  }
  const usedRows = rowSums.filter((sum) => sum > 0).length;
  const usedColumns = columnSums.filter((sum) => sum > 0).length;
  const least = Math.min(usedRows, usedColumns);
  if (least < 2) return null;
  const all = rowSums.reduce((sum, count) => sum + count, 0);
  let statistic = 0;
  for (const [at, count] of counts.entries()) {
    const expected = ((rowSums[Math.floor(at / columns)] as number) * (columnSums[at % columns] as number)) / all;
    if (expected > 0) statistic += (count - expected) ** 2 / expected;
  }
  const degreesOfFreedom = (usedRows - 1) * (usedColumns - 1);
  const cramersV = Math.sqrt(statistic / (all * (least - 1)));
  return { statistic, degreesOfFreedom, p: upperGamma(degreesOfFreedom / 2, statistic / 2), cramersV };
}

const MOST_TERMS = 10_000;
const PRECISION = 1e-14;

/** Γ(a, x) / Γ(a): a series below a + 1, else Lentz's continued fraction (Press et al., Numerical Recipes, 6.2). */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let product = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / nonZero(factor * d + b, tiny);
    c = nonZero(b + factor / c, tiny);
    product *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return product;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Stirling's series from 15 on, where six terms give all digits; smaller arguments are raised to it. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 15) shift += Math.log(at++);
  const inverse = 1 / (at * at);
  const series = 1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188))));
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series / at - shift;
}
