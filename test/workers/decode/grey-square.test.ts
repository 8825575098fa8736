import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greySquare } from '../../../src/workers/decode/grey-square.ts';
import { meanColor } from '../../../src/workers/decode/mean-color.ts';

test('averages the area under each cell', () => {
  const data = Uint8Array.from([0, 40, 100, 60]);
  expect([...greySquare({ data, width: 4, height: 1, channels: 1 }, 2)]).toEqual([20, 80, 20, 80]);
  const third = greySquare({ data: Uint8Array.from([0, 90, 30]), width: 3, height: 1, channels: 1 }, 2);
  expect(third[0]).toBeCloseTo(30);
  expect(third[1]).toBeCloseTo(50);
});

test('weighs colours by ITU-R 601', () => {
  const data = Uint8Array.from([255, 0, 0]);
  expect(greySquare({ data, width: 1, height: 1, channels: 3 }, 1)[0]).toBeCloseTo(76.245);
});

test('keeps the mean of pictures of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), fc.integer(), (width, height, seed) => {
      const data = Uint8Array.from({ length: width * height }, (_, index) => Math.imul(index + seed, 2654435761) >>> 24);
      const square = greySquare({ data, width, height, channels: 1 }, 32);
      const mean = (values: ArrayLike<number>): number =>
        Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean(square)).toBeCloseTo(mean(data), 6);
    }),
    { numRuns: 60 },
  );
});

test('meanColor packs the means of the channels', () => {
  expect(meanColor({ data: Uint8Array.from([255, 0, 10, 1, 0, 20]), width: 2, height: 1, channels: 3 })).toBe(0x80000f);
  expect(meanColor({ data: Uint8Array.from([7]), width: 1, height: 1, channels: 1 })).toBe(0x070707);
});
