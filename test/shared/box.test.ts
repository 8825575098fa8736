import { describe, expect, it } from 'vitest';
import { type BoxPlace, isUprightSize, uprightPlace } from '../../src/shared/box.ts';

/** Where a pixel of the stored picture is shown, of a picture that is shown 4 wide and 3 tall. @see Exif 3.0, tag 274 */
const SHOWN: readonly ((x: number, y: number) => readonly [x: number, y: number])[] = [
  (x, y) => [x, y],
  (x, y) => [3 - x, y],
  (x, y) => [3 - x, 2 - y],
  (x, y) => [x, 2 - y],
  (x, y) => [y, x],
  (x, y) => [3 - y, x],
  (x, y) => [3 - y, 2 - x],
  (x, y) => [y, 2 - x],
];

describe('uprightPlace', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns boxes as orientation %i turns pixels', (orientation) => {
    const place: BoxPlace = [1, 0, 2, 1];
    const pixels = [
      [1, 0],
      [2, 0],
    ].map(([x = 0, y = 0]) => SHOWN[orientation - 1]?.(x, y) ?? [0, 0]);
    const [left, top] = [Math.min(...pixels.map(([x]) => x)), Math.min(...pixels.map(([, y]) => y))];
    const isTurned = orientation >= 5;
    expect(uprightPlace(place, { width: 4, height: 3, orientation })).toEqual([left, top, isTurned ? 1 : 2, isTurned ? 2 : 1]);
  });
});

describe('isUprightSize', () => {
  const onSide = { width: 30, height: 40, orientation: 6 };

  it('takes stored pixels to be meant, unless the size says otherwise', () => {
    expect(isUprightSize(null, onSide)).toBe(false);
    expect(isUprightSize({ width: 40, height: 30 }, onSide)).toBe(false);
    expect(isUprightSize({ width: 30, height: 40 }, onSide)).toBe(true);
    expect(isUprightSize({ width: 30, height: 40 }, { ...onSide, orientation: 3 })).toBe(false);
    expect(isUprightSize({ width: 30, height: 30 }, { ...onSide, width: 30, height: 30 })).toBe(false);
  });
});
