import { describe, expect, it } from 'vitest';
import { boundsOf, boxPolygon, isInside, rounded, simplified } from '../../../src/renderer/map/polygon.ts';

const circle = (corners: number, radius: number): number[] =>
  Array.from({ length: corners }, (_, corner) => (2 * Math.PI * corner) / corners).flatMap((angle) => [
    radius * Math.cos(angle),
    radius * Math.sin(angle),
  ]);

describe('isInside', () => {
  it('follows the even-odd rule: the middle of a star drawn in one stroke is outside', () => {
    expect(isInside(boxPolygon(0, 0, 4, 2), 1, 1)).toBe(true);
    expect(isInside(boxPolygon(0, 0, 4, 2), 5, 1)).toBe(false);
    const pentagram = [0, 2, 4, 1, 3].flatMap((point) => {
      const angle = (2 * Math.PI * point) / 5;
      return [Math.cos(angle), Math.sin(angle)];
    });
    expect(isInside(pentagram, 0, 0)).toBe(false);
    expect(isInside(pentagram, 0.8, 0)).toBe(true);
  });
});

describe('boxPolygon', () => {
  it('is the same area from any two corners', () => {
    expect(boundsOf(boxPolygon(4, 1, -2, 3))).toEqual([-2, 1, 4, 3]);
  });
});

describe('simplified', () => {
  it('drops what lies on a line', () => {
    expect(simplified([0, 0, 1, 0, 2, 0, 3, 0, 3, 3, 0, 3], 0.01, 100)).toEqual([0, 0, 3, 0, 3, 3, 0, 3]);
  });

  it('has no more corners than it may, and holds the same points but near its edge', () => {
    const drawn = circle(4000, 200).map((value, at) => value + Math.sin(at * 12.9898) * 0.8);
    const few = simplified(drawn, 1, 100);
    expect(few.length / 2).toBeLessThanOrEqual(100);
    expect(few.length / 2).toBeGreaterThan(10);
    for (let step = 0; step < 400; step++) {
      const [x, y] = [((step * 37) % 460) - 230, ((step * 91) % 460) - 230];
      if (Math.abs(Math.hypot(x, y) - 200) > 8) expect(isInside(few, x, y), `${x}, ${y}`).toBe(isInside(drawn, x, y));
    }
  });

  it('keeps a corner that a closed line goes out to and back from', () => {
    expect(simplified([0, 0, 5, 0, 0, 0], 0.1, 100)).toEqual([0, 0, 5, 0, 0, 0]);
  });
});

describe('rounded', () => {
  it('writes no digits that do not matter', () => {
    expect(rounded([1.23456, -0.5, 100], 0.004)).toEqual([1.235, -0.5, 100]);
    expect(rounded([1234.6], 5)).toEqual([1235]);
  });
});
