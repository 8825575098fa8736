import { describe, expect, it } from 'vitest';
import { PointGrid } from '../../../src/renderer/map/point-grid.ts';

/** Clustered points, the same every time. */
function somePoints(count: number): { readonly x: Float32Array; readonly y: Float32Array } {
  let state = 42;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const x = Float32Array.from({ length: count }, () => Math.floor(random() * 3) * 10 + random());
  const y = Float32Array.from({ length: count }, () => random() ** 3 * 8 - 4);
  return { x, y };
}

const { x, y } = somePoints(3000);
const bounds = [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)] as const;
const grid = new PointGrid(x, y, bounds);

describe('PointGrid', () => {
  it.each([
    [-1, -5, 40, 9],
    [0.2, -3.9, 0.7, -3],
    [9.5, -4, 10.4, 0.5],
    [50, 50, 60, 60],
  ] as const)('finds the points that plain looking finds within %d, %d, %d, %d', (left, bottom, right, top) => {
    const found: number[] = [];
    grid.within([left, bottom, right, top], (place) => {
      found.push(place);
      return true;
    });
    const expected = [...x.keys()].filter((place) => {
      const [px, py] = [x[place] ?? 0, y[place] ?? 0];
      return px >= left && px <= right && py >= bottom && py <= top;
    });
    expect(found.toSorted((a, b) => a - b)).toEqual(expected);
  });

  it('stops when it is told to', () => {
    let calls = 0;
    grid.within(bounds, () => ++calls < 5);
    expect(calls).toBe(5);
  });

  it('finds the nearest point that is wanted', () => {
    for (const [px, py] of [
      [0.5, -3.5],
      [10.1, 1],
      [20.9, -2],
    ] as const) {
      const isWanted = (place: number): boolean => place % 3 === 0;
      const distance = (place: number): number => Math.hypot((x[place] ?? 0) - px, (y[place] ?? 0) - py);
      const expected = [...x.keys()]
        .filter(isWanted)
        .reduce((best, place) => (distance(place) < distance(best) ? place : best), 0);
      expect(grid.nearest(px, py, 5, isWanted)).toBe(expected);
    }
  });

  it('says whether any wanted point is near, without looking at all of them', () => {
    let looked = 0;
    expect(grid.hasNear(0.5, -3.5, 20, () => ++looked > 2)).toBe(true);
    expect(looked).toBe(3);
    expect(grid.hasNear(0.5, -3.5, 20, () => false)).toBe(false);
    expect(grid.hasNear(5, 0, 0.5, () => true)).toBe(false);
  });

  it('finds nothing beyond the radius', () => {
    expect(grid.nearest(5, 0, 0.5, () => true)).toBe(-1);
  });

  it('holds points that all lie in one place, and none at all', () => {
    const same = new PointGrid(new Float32Array(5).fill(2), new Float32Array(5).fill(3), [2, 3, 2, 3]);
    expect(same.nearest(2, 3, 0.1, (place) => place === 4)).toBe(4);
    expect(new PointGrid(new Float32Array(0), new Float32Array(0), [-1, -1, 1, 1]).nearest(0, 0, 9, () => true)).toBe(-1);
  });

  it('knows how much of its bounds is filled', () => {
    expect(grid.filledShare).toBeGreaterThan(0.01);
    expect(grid.filledShare).toBeLessThan(0.5);
  });
});
