import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { principalComponents } from '../../../src/workers/neighbours/principal-components.ts';
import { symmetricEigen } from '../../../src/workers/neighbours/symmetric-eigen.ts';
import { madeVectors, normals } from './made-points.ts';

describe('eigenvectors of a symmetric matrix', () => {
  it('turn it into its eigenvalues', () => {
    const n = 9;
    const normal = normals(3);
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = normal();
    const { values, vectors } = atOnce(symmetricEigen(matrix.slice(), n));
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
    for (let v = 0; v < n; v++) {
      for (let i = 0; i < n; i++) {
        let product = 0;
        for (let j = 0; j < n; j++) product += (matrix[i * n + j] as number) * (vectors[v * n + j] as number);
        expect(product).toBeCloseTo((values[v] as number) * (vectors[v * n + i] as number), 10);
      }
    }
  });

  it('of nothing are nothing', () => {
    expect([...atOnce(symmetricEigen(new Float64Array(4), 2)).values]).toEqual([0, 0]);
  });
});

describe('principal components', () => {
  it('are the same by rows and by matrix, which is chosen by what is cheaper', () => {
    const few = madeVectors({ count: 30, dimensions: 40, clusters: 4 });
    const repeated = new Float32Array(few.length * 40);
    for (let copy = 0; copy < 40; copy++) repeated.set(few, copy * few.length);
    const byRows = atOnce(principalComponents({ values: few, dimensions: 40 }, 5));
    const byMatrix = atOnce(principalComponents({ values: repeated, dimensions: 40 }, 5));
    for (let i = 0; i < 5; i++) expect(byMatrix.variances[i]).toBeCloseTo(byRows.variances[i] as number, 6);
  });

  it('give no more than the rows have', () => {
    const { variances, directions } = atOnce(
      principalComponents({ values: madeVectors({ count: 4, dimensions: 9 }), dimensions: 9 }, 8),
    );
    expect(variances.length).toBe(3);
    expect(directions.length).toBe(27);
  });

  it('give none of one row, and of equal rows', () => {
    const row = Float32Array.of(1, 2, 3);
    expect(atOnce(principalComponents({ values: row, dimensions: 3 }, 2)).variances.length).toBe(0);
    const equal = Float32Array.of(...row, ...row, ...row);
    expect(atOnce(principalComponents({ values: equal, dimensions: 3 }, 2)).variances.length).toBe(0);
  });
});
