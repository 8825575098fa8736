import { describe, expect, it } from 'vitest';
import { placeBeside } from '../../../src/renderer/map/label-beside.ts';
import { MapData } from '../../../src/renderer/map/map-data.ts';

const SCALE = 100;
const [WIDTH, HEIGHT] = [50, 14];

function mapOf(points: readonly (readonly [number, number])[]): MapData {
  const [x, y] = [0, 1].map((axis) => Float32Array.from(points, (point) => point[axis] ?? 0)) as [Float32Array, Float32Array];
  return new MapData({ modelId: 1, ids: Uint32Array.from(points, (_, n) => n + 1), x, y, map: null });
}

/** So many points in a disc around the origin, as sunflowers have their seeds. */
const disc = (count: number, radius: number): readonly [number, number][] =>
  Array.from({ length: count }, (_, n) => {
    const [angle, away] = [n * 2.39996, radius * Math.sqrt((n + 0.5) / count)];
    return [away * Math.cos(angle), away * Math.sin(angle)];
  });

describe('the name of a cluster', () => {
  it('stands beside its points, not on them', () => {
    const data = mapOf(disc(60, 0.3));
    const place = placeBeside(data, { x: 0, y: 0 }, SCALE, WIDTH, HEIGHT);
    const [x, y] = place ?? [0, 0];
    const box = [x - WIDTH / 2 / SCALE, y - HEIGHT / 2 / SCALE, x + WIDTH / 2 / SCALE, y + HEIGHT / 2 / SCALE] as const;
    expect(data.countShown(box, 99)).toBe(0);
    expect(Math.hypot(x, y) * SCALE).toBeLessThan(80);
  });

  it('goes to the side that is free', () => {
    const above = Array.from({ length: 100 }, (_, n): [number, number] => [(n % 20) / 20 - 0.5, 0.1 + Math.floor(n / 20) / 10]);
    const [, y] = placeBeside(mapOf([...disc(20, 0.05), ...above]), { x: 0, y: 0 }, SCALE, WIDTH, HEIGHT) ?? [0, 9];
    expect(y).toBeLessThan(0);
  });

  it('stands in the middle of a region that is dense all over', () => {
    expect(placeBeside(mapOf(disc(20_000, 3)), { x: 0, y: 0 }, SCALE, WIDTH, HEIGHT)).toEqual([0, 0]);
  });

  it('is not written where the query leaves nothing of the cluster', () => {
    const data = mapOf([...disc(30, 0.1), [5, 5]]);
    data.setStates(Uint32Array.of(31), () => false, false);
    expect(placeBeside(data, { x: 0, y: 0 }, SCALE, WIDTH, HEIGHT)).toBeNull();
  });
});
