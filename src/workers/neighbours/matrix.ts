/** Rows of numbers, one after the other: n × dimensions. */
export interface Matrix {
  readonly values: Float32Array;
  readonly dimensions: number;
}

/** @returns dot product of two rows, by where they start; four sums, so that no addition waits for the one before */
export function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, dimensions: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= dimensions; i += 4) {
    s0 += (a[atA + i] as number) * (b[atB + i] as number);
    s1 += (a[atA + i + 1] as number) * (b[atB + i + 1] as number);
    s2 += (a[atA + i + 2] as number) * (b[atB + i + 2] as number);
    s3 += (a[atA + i + 3] as number) * (b[atB + i + 3] as number);
  }
  for (; i < dimensions; i++) s0 += (a[atA + i] as number) * (b[atB + i] as number);
  return s0 + s1 + s2 + s3;
}

/** Cosine distance of two rows of length 1, in [0, 2]; rounding never makes it negative. */
export function distance(rows: Float32Array, rowA: number, rowB: number, dimensions: number): number {
  const cosine = dot(rows, rowA * dimensions, rows, rowB * dimensions, dimensions);
  return Math.min(2, Math.max(0, 1 - cosine));
}
