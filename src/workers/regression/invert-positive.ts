import type { Steps } from '../duplicates/steps.ts';

/**
 * Inverse of a symmetric matrix whose eigenvalues are positive, by its Cholesky factor (Golub & Van Loan, Matrix Computations,
 * 4.2). n = 512 takes about 0.1 s.
 * @param matrix n × n; overwritten
 */
export function* invertPositive(matrix: Float64Array, n: number): Steps<Float64Array> {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = (matrix[i * n + j] as number) - dotOf(matrix, i * n, j * n, j);
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(rest, Number.MIN_VALUE)) : rest / (matrix[j * n + j] as number);
    }
    yield 0;
  }
  // Row j: column j of the factor's inverse, from j on, so that all products are along rows.
  const columns = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    columns[j * n + j] = 1 / (matrix[j * n + j] as number);
    for (let i = j + 1; i < n; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum += (matrix[i * n + k] as number) * (columns[j * n + k] as number);
      columns[j * n + i] = -sum / (matrix[i * n + i] as number);
    }
    yield 0;
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += (columns[i * n + k] as number) * (columns[j * n + k] as number);
      matrix[i * n + j] = sum;
      matrix[j * n + i] = sum;
    }
    yield 0;
  }
  return matrix;
}

function dotOf(values: Float64Array, a: number, b: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += (values[a + k] as number) * (values[b + k] as number);
  return sum;
}
