import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/workers/duplicates/steps.ts';
import { fitCentred, fitHalfWhitened, project, spaceDimensions } from '../../../src/workers/neighbours/projection.ts';
import { madeVectors } from './made-points.ts';

const lengthOf = (row: Float32Array): number => Math.hypot(...row);

describe('a centred space', () => {
  it('is seen from the mean', () => {
    const points = atOnce(project(Float32Array.of(3, 1, 1, 3), fitCentred(Float64Array.of(2, 2), 2)));
    const half = Math.fround(Math.SQRT1_2);
    expect([...points]).toEqual([half, -half, -half, half]);
  });

  it('has no direction for the mean itself, nor for a vector of zeros', () => {
    const points = atOnce(
      project(Float32Array.of(0.1, 0.2, 0, 0), fitCentred(Float64Array.of(Math.fround(0.1), Math.fround(0.2)), 2)),
    );
    expect([...points]).toEqual([0, 0, 0, 0]);
  });
});

describe('a half-whitened space', () => {
  it('divides each component by the square root of its standard deviation', () => {
    const count = 4000;
    const vectors = madeVectors({ count, dimensions: 3, clusters: 1, spread: 1 });
    for (let i = 0; i < count; i++) vectors[3 * i] = 16 * (vectors[3 * i] as number);
    const projection = atOnce(fitHalfWhitened(vectors, 3, count));
    expect(spaceDimensions(projection)).toBe(3);
    const along = (component: number): number => {
      const directions = (projection.directions as Float64Array).subarray(3 * component, 3 * component + 3);
      let square = 0;
      for (let i = 0; i < count; i++) {
        let value = 0;
        for (let j = 0; j < 3; j++)
          value += (directions[j] as number) * ((vectors[3 * i + j] as number) - (projection.mean[j] as number));
        square += value * value;
      }
      return Math.sqrt(square / count);
    };
    // Standard deviations of 16 and 1 become 4 and 1.
    expect(along(0)).toBeCloseTo(4, 0);
    expect(along(1)).toBeCloseTo(1, 1);
  });

  for (const count of [1, 2, 15]) {
    it(`is sane for ${count} samples`, () => {
      const vectors = madeVectors({ count, dimensions: 40 });
      const projection = atOnce(fitHalfWhitened(vectors, 40, count));
      const points = atOnce(project(vectors, projection));
      const dimensions = spaceDimensions(projection);
      expect(dimensions).toBe(Math.max(1, Math.floor(count / 2)));
      for (let i = 0; i < count; i++) {
        expect(lengthOf(points.subarray(i * dimensions, (i + 1) * dimensions))).toBeCloseTo(count === 1 ? 0 : 1, 5);
      }
    });
  }

  it('of equal samples has one dimension, in which all are zero', () => {
    const vectors = new Float32Array(8 * 20).fill(0.3);
    const projection = atOnce(fitHalfWhitened(vectors, 8, 20));
    expect([...atOnce(project(vectors, projection))]).toEqual(new Array(20).fill(0));
  });
});
