import { describe, expect, it } from 'vitest';
import { bandBox, edgeSpeed } from '../../../src/renderer/grid/band.ts';

describe('the rubber band', () => {
  it('is the same drawn in any direction', () => {
    const box = { left: 1, top: 2, right: 30, bottom: 40 };
    expect(bandBox({ x: 1, y: 2 }, { x: 30, y: 40 })).toEqual(box);
    expect(bandBox({ x: 30, y: 2 }, { x: 1, y: 40 })).toEqual(box);
  });

  it('scrolls near and beyond an edge only, faster further out, but never without bound', () => {
    expect(edgeSpeed(300, 600)).toBe(0);
    expect(edgeSpeed(10, 600)).toBeLessThan(0);
    expect(edgeSpeed(595, 600)).toBeGreaterThan(0);
    expect(edgeSpeed(640, 600)).toBeGreaterThan(edgeSpeed(595, 600));
    expect(edgeSpeed(5000, 600)).toBe(edgeSpeed(9000, 600));
  });
});
