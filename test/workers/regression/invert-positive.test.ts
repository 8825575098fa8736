import { expect, test } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { seededRandom } from '../../../src/workers/map/random.ts';
import { invertPositive } from '../../../src/workers/regression/invert-positive.ts';

test.each([1, 2, 5, 23])('a matrix of %i × itself times its inverse is the identity', (n) => {
  const random = seededRandom(n);
  const rows = Float64Array.from({ length: n * (n + 3) }, () => random() - 0.5);
  const entry = (i: number, j: number): number => {
    let sum = i === j ? 0.1 : 0;
    for (let k = 0; k < n + 3; k++) sum += (rows[i * (n + 3) + k] ?? 0) * (rows[j * (n + 3) + k] ?? 0);
    return sum;
  };
  const matrix = Float64Array.from({ length: n * n }, (_, at) => entry(Math.floor(at / n), at % n));
  const inverse = atOnce(invertPositive(matrix.slice(), n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (matrix[i * n + k] ?? 0) * (inverse[k * n + j] ?? 0);
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 9);
    }
  }
});
