import { describe, expect, it } from 'vitest';
import {
  type Camera,
  cameraOn,
  fitCamera,
  held,
  panBy,
  seenBounds,
  toMap,
  toView,
  zoomAt,
} from '../../../src/renderer/map/camera.ts';

const VIEW = { width: 800, height: 600 };
const CAMERA: Camera = { x: 3, y: -2, scale: 40 };
const LIMITS = { min: 1, max: 1000 };

describe('fitCamera', () => {
  it('shows all of the bounds with room around them, in the middle', () => {
    const camera = fitCamera([-10, 0, 30, 10], VIEW);
    expect([camera.x, camera.y]).toEqual([10, 5]);
    const [left, bottom, right, top] = seenBounds(camera, VIEW);
    expect(left).toBeLessThan(-10);
    expect(right).toBeGreaterThan(30);
    expect(bottom).toBeLessThan(0);
    expect(top).toBeGreaterThan(10);
  });

  it('has a finite scale where all points lie in one place', () => {
    expect(Number.isFinite(fitCamera([2, 2, 2, 2], VIEW).scale)).toBe(true);
  });
});

describe('toView and toMap', () => {
  it('are each other’s inverse, with y upwards on the map', () => {
    expect(toMap(CAMERA, VIEW, ...toView(CAMERA, VIEW, 7.5, 1.25))).toEqual([7.5, 1.25]);
    expect(toView(CAMERA, VIEW, 3, -1)[1]).toBeLessThan(toView(CAMERA, VIEW, 3, -2)[1]);
  });
});

describe('zoomAt', () => {
  it('keeps what is under the pointer there', () => {
    const before = toMap(CAMERA, VIEW, 123, 456);
    const after = toMap(zoomAt(CAMERA, 1.7, 123, 456, VIEW, LIMITS), VIEW, 123, 456);
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });

  it('stays within its limits', () => {
    expect(zoomAt(CAMERA, 1e6, 0, 0, VIEW, LIMITS).scale).toBe(1000);
    expect(zoomAt(CAMERA, 1e-6, 0, 0, VIEW, LIMITS).scale).toBe(1);
  });
});

describe('panBy', () => {
  it('moves the map with the pointer', () => {
    const [x, y] = toView(CAMERA, VIEW, 3, -2);
    const moved = toView(panBy(CAMERA, 30, -20, [-100, -100, 100, 100]), VIEW, 3, -2);
    expect(moved).toEqual([x + 30, y - 20]);
  });

  it('never loses the map out of sight', () => {
    expect(panBy(CAMERA, -1e9, 1e9, [-5, -5, 5, 5])).toMatchObject({ x: 5, y: 5 });
    expect(held({ x: 9, y: -9, scale: 1 }, [-5, -5, 5, 5])).toEqual({ x: 5, y: -5, scale: 1 });
  });
});

describe('cameraOn', () => {
  it('shows a part no larger than the limit allows', () => {
    expect(cameraOn([0, 0, 1e-5, 1e-5], VIEW, LIMITS).scale).toBe(1000);
  });
});
