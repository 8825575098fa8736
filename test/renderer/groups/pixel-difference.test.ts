import { describe, expect, it } from 'vitest';
import { comparedSize, shownSize } from '../../../src/renderer/groups/compared-size.ts';
import {
  differenceSentence,
  fittingGain,
  paintDifference,
  pixelDifference,
} from '../../../src/renderer/groups/pixel-difference.ts';

const rgba = (...pixels: readonly (readonly [number, number, number, number])[]) => Uint8ClampedArray.from(pixels.flat());

describe('what differs between pixels', () => {
  it('is nothing between equal pictures', () => {
    const picture = rgba([10, 20, 30, 255], [200, 100, 0, 255]);
    const difference = pixelDifference(picture, picture.slice());
    expect(difference).toEqual({ levels: Uint8ClampedArray.of(0, 0), share: 0, mean: 0, largest: 0 });
    expect(differenceSentence(difference)).toBe('Identical: no pixel differs');
  });

  it('is the largest of the channels per pixel, and the mean of the colours over all', () => {
    const a = rgba([10, 20, 30, 255], [200, 100, 0, 255], [5, 5, 5, 255], [0, 0, 0, 255]);
    const b = rgba([13, 20, 24, 255], [200, 100, 0, 255], [5, 5, 5, 155], [255, 0, 0, 255]);
    const { levels, share, mean, largest } = pixelDifference(a, b);
    expect([...levels]).toEqual([6, 0, 100, 255]);
    expect(share).toBe(0.75);
    expect(mean).toBeCloseTo((3 + 6 + 255) / 12, 10);
    expect(largest).toBe(255);
  });

  it('is the same whichever picture is the first', () => {
    const [a, b] = [rgba([0, 128, 255, 255]), rgba([255, 100, 250, 200])];
    expect(pixelDifference(a, b)).toEqual(pixelDifference(b, a));
  });

  it('is painted brighter by the gain, black where there is none', () => {
    const out = new Uint8ClampedArray(12);
    paintDifference(Uint8ClampedArray.of(0, 10, 200), 4, out);
    expect([...out]).toEqual([0, 0, 0, 255, 64, 40, 16, 255, 255, 255, 255, 255]);
  });

  it('is painted as bright as can be, in powers of two', () => {
    expect([0, 1, 46, 100, 128, 255].map(fittingGain)).toEqual([1, 64, 4, 2, 1, 1]);
  });

  it('is told in numbers, small ones never as none', () => {
    const levels = new Uint8ClampedArray(0);
    expect(differenceSentence({ levels, share: 0.884, mean: 2.31, largest: 46 })).toBe(
      '88% of the pixels differ, by 2.3 of 255 levels on average, by 46 at most',
    );
    expect(differenceSentence({ levels, share: 0.0001, mean: 0.001, largest: 2 })).toBe(
      'Less than 0.1% of the pixels differ, by less than 0.1 of 255 levels on average, by 2 at most',
    );
  });
});

describe('at which size two pictures are compared', () => {
  const large = { width: 4000, height: 3000 };
  const small = { width: 320, height: 240 };

  it('is shown at that of the larger, turned where a quarter turn makes it match', () => {
    expect(shownSize(small, large, 0)).toEqual(large);
    expect(shownSize({ width: 240, height: 320 }, large, 5)).toEqual({ width: 3000, height: 4000 });
  });

  it('is compared at that of the smaller, which is never enlarged', () => {
    expect(comparedSize(large, small, 0)).toEqual(small);
    expect(comparedSize({ width: 3000, height: 4000 }, small, 6)).toEqual({ width: 240, height: 320 });
  });

  it('is compared at no more pixels than can be gone through at once', () => {
    const { width, height } = comparedSize(large, large, 0);
    expect(width * height).toBeLessThanOrEqual(2_010_000);
    expect(width / height).toBeCloseTo(4 / 3, 2);
  });
});
