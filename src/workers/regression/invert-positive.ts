import type { Steps } from '../duplicates/steps.ts';

/**
 * Inverse of a symmetric matrix whose eigenvalues are positive, by its Cholesky factor (Golub & Van Loan, Matrix Computations,
 * 4.2). n = 512 takes about 0.1 s.
 * @param matrix n × n; overwritten
 */
export function* invertPositive(matrix: Float64Array, n: number): Steps<Float64Array> {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = (matrix[i * n + j] as number) - dotOf(matrix, i * n, matrix, j * n, j);
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(rest, Number.MIN_VALUE)) : rest / (matrix[j * n + j] as number);
    }
    yield 0;
  }
  // Row j: column j of the factor's inverse, from j on, so that all products are along rows.
  const columns = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    columns[j * n + j] = 1 / (matrix[j * n + j] as number);
    for (let i = j + 1; i < n; i++) {
      columns[j * n + i] = -dotOf(matrix, i * n + j, columns, j * n + j, i - j) / (matrix[i * n + i] as number);
    }
    yield 0;
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = dotOf(columns, i * n + i, columns, j * n + i, n - i);
      matrix[i * n + j] = sum;
      matrix[j * n + i] = sum;
    }
    yield 0;
  }
  return matrix;
}

/** Four sums, so that no addition waits for the one before. */
function dotOf(left: Float64Array, atLeft: number, right: Float64Array, atRight: number, count: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    s0 += (left[atLeft + k] as number) * (right[atRight + k] as number);
    s1 += (left[atLeft + k + 1] as number) * (right[atRight + k + 1] as number);
    s2 += (left[atLeft + k + 2] as number) * (right[atRight + k + 2] as number);
    s3 += (left[atLeft + k + 3] as number) * (right[atRight + k + 3] as number);
  }
  for (; k < count; k++) s0 += (left[atLeft + k] as number) * (right[atRight + k] as number);
  return s0 + s1 + s2 + s3;
}
