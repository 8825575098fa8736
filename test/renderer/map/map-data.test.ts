import { describe, expect, it } from 'vitest';
import { MapData } from '../../../src/renderer/map/map-data.ts';
import { boxPolygon } from '../../../src/renderer/map/polygon.ts';
import { IdPlaces } from '../../../src/renderer/state/map-points.ts';

/** Samples 10, 20, 30, 40 at the corners of a square of side 2 around the origin, 50 in its middle. */
function square(): MapData {
  return new MapData({
    modelId: 1,
    ids: Uint32Array.of(10, 20, 30, 40, 50),
    x: Float32Array.of(-1, 1, 1, -1, 0),
    y: Float32Array.of(-1, -1, 1, 1, 0),
    map: null,
  });
}
const nothing = (): boolean => false;

describe('MapData', () => {
  it('shows every point until a query narrows it', () => {
    const data = square();
    expect(data.isShown(3)).toBe(true);
    data.setStates(Uint32Array.of(10, 50, 999), nothing, false);
    expect([0, 1, 2, 3, 4].map((place) => data.isShown(place))).toEqual([true, false, false, false, true]);
  });

  it('selects only what the query leaves: nothing unseen is ever tagged', () => {
    const data = square();
    data.setStates(Uint32Array.of(10, 20), (id) => id >= 20, true);
    expect([0, 1, 2].map((place) => data.isSelected(place))).toEqual([false, true, false]);
  });

  it('finds no point of a class that the legend hides', () => {
    const data = square();
    data.codes = Uint16Array.of(1, 1, 1, 1, 2);
    data.hidden = new Set([2]);
    expect(data.nearest(0.1, 0, 0.5)).toBe(-1);
    expect([...data.within(boxPolygon(-2, -2, 2, 2))].toSorted((a, b) => a - b)).toEqual([10, 20, 30, 40]);
  });

  it('finds what lies within an outline', () => {
    expect([...square().within([-3, -3, 3, -3, 0, 0.5])].toSorted((a, b) => a - b)).toEqual([10, 20, 50]);
  });

  it('says that there are more points in view than are wanted', () => {
    expect(square().shownWithin([-2, -2, 2, 2], 4)).toBeNull();
    expect(square().shownWithin([-2, -2, 2, 2], 5)).toHaveLength(5);
  });

  it('goes to the nearest point in a direction, and nowhere where there is none', () => {
    const data = square();
    expect(data.idOf(data.towards(-1, -1, 'right'))).toBe(20);
    expect(data.idOf(data.towards(-1, 0.5, 'right'))).toBe(50);
    expect(data.towards(1, 1, 'right')).toBe(-1);
  });

  it('counts what is shown, up to a number, and tells that another query made others of them', () => {
    const data = square();
    const { revision } = data;
    expect([data.countShown([-2, -2, 2, 2], 99), data.countShown([-2, -2, 2, 2], 2)]).toEqual([5, 2]);
    data.setStates(Uint32Array.of(10), nothing, false);
    expect(data.countShown([-2, -2, 2, 2], 99)).toBe(1);
    expect(data.hasShown(1, 1, 0.5)).toBe(false);
    expect(data.revision).not.toBe(revision);
  });

  it('holds no points at all', () => {
    const empty = new MapData();
    expect(empty.nearest(0, 0, 10)).toBe(-1);
    expect(empty.filledArea).toBeGreaterThan(0);
  });
});

describe('IdPlaces', () => {
  it('finds small and huge ids', () => {
    for (const ids of [Uint32Array.of(7, 3, 5), Uint32Array.of(7, 4_000_000_000, 5)]) {
      const places = new IdPlaces(ids);
      expect([...ids].map((id) => places.of(id))).toEqual([0, 1, 2]);
      expect(places.of(6)).toBe(-1);
      expect(places.of(4_100_000_000)).toBe(-1);
    }
  });
});
