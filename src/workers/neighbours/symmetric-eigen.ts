/** Sweeps after which what is left off the diagonal is rounding; about 8 are used. */
const MOST_SWEEPS = 30;

export interface Eigen {
  /** Largest first. */
  readonly values: Float64Array;
  /** n × n, one vector a row, of length 1. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, Matrix
 * Computations, 8.5). n = 150 takes about 0.3 s.
 * @param matrix n × n; overwritten
 */
export function* symmetricEigen(matrix: Float64Array, n: number): Generator<number, Eigen, void> {
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(matrix, n) > 1e-22 * onDiagonal(matrix, n); sweep++) {
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotate(matrix, vectors, n, p, q);
      yield sweep / MOST_SWEEPS;
    }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => at(matrix, b * n + b) - at(matrix, a * n + a) || a - b);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => {
    sorted.set(vectors.subarray(from * n, from * n + n), to * n);
  });
  return { values: Float64Array.from(order, (i) => at(matrix, i * n + i)), vectors: sorted };
}

const at = (values: Float64Array, i: number): number => values[i] as number;

function offDiagonal(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += 2 * at(matrix, i * n + j) ** 2;
  return sum;
}

function onDiagonal(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += at(matrix, i * n + i) ** 2;
  return sum;
}

/** Makes the element (p, q) zero. */
function rotate(matrix: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const pq = at(matrix, p * n + q);
  if (pq === 0) return;
  const theta = (at(matrix, q * n + q) - at(matrix, p * n + p)) / (2 * pq);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  turnRows(matrix, n, p, q, cosine, sine);
  for (let i = 0; i < n; i++) {
    const left = at(matrix, i * n + p);
    const right = at(matrix, i * n + q);
    matrix[i * n + p] = cosine * left - sine * right;
    matrix[i * n + q] = sine * left + cosine * right;
  }
  turnRows(vectors, n, p, q, cosine, sine);
}

function turnRows(matrix: Float64Array, n: number, p: number, q: number, cosine: number, sine: number): void {
  for (let i = 0; i < n; i++) {
    const left = at(matrix, p * n + i);
    const right = at(matrix, q * n + i);
    matrix[p * n + i] = cosine * left - sine * right;
    matrix[q * n + i] = sine * left + cosine * right;
  }
}
