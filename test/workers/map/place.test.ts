import { expect, test } from 'vitest';
import type { MapCalls } from '../../../src/workers/map/calls.ts';
import { type LayoutState, type LayoutSteps, layOut } from '../../../src/workers/map/layout.ts';
import { placeNew } from '../../../src/workers/map/place.ts';
import { exactGraph, madeUpSpace } from './made-up-space.ts';

const ROWS = 240;
const space = madeUpSpace(ROWS, { clusters: 4, spread: 0.15 });
const graph = exactGraph(space, 15);

function finish(steps: LayoutSteps): LayoutState {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

const settings = { seed: 1, minDistance: 0.1, negativeRate: 5 };
const laidOut = finish(layOut({ graph, start: space, engine: 'winnow', epochs: 200, ...settings })).points.slice();
const known = Uint8Array.from({ length: ROWS }, (_, row) => (row % 10 === 3 ? 0 : 1));
const before = laidOut.map((value, i) => (known[i >> 1] === 1 ? value : 0));
const place = (change: Partial<MapCalls['place']['input']> = {}): Float32Array =>
  finish(placeNew({ graph, points: before, known, ...settings, ...change })).points;

test('those that are known keep their places to the bit', () => {
  const points = place();
  for (let row = 0; row < ROWS; row++) {
    if (known[row] === 1) expect(points.slice(2 * row, 2 * row + 2)).toEqual(laidOut.slice(2 * row, 2 * row + 2));
  }
});

test('new ones come to lie in their cluster, apart from each other', () => {
  const points = place();
  const placed = new Set<string>();
  for (let row = 0; row < ROWS; row++) {
    if (known[row] === 1) continue;
    placed.add(`${points[2 * row]} ${points[2 * row + 1]}`);
    const distanceTo = (other: number): number =>
      Math.hypot((points[2 * row] ?? 0) - (laidOut[2 * other] ?? 0), (points[2 * row + 1] ?? 0) - (laidOut[2 * other + 1] ?? 0));
    const rows = Array.from({ length: ROWS }, (_, other) => other).filter((other) => known[other] === 1);
    const nearest = rows.reduce((best, other) => (distanceTo(other) < distanceTo(best) ? other : best));
    expect(nearest % 4).toBe(row % 4);
  }
  expect(placed.size).toBe(known.filter((value) => value === 0).length);
});

test('the same seed gives the same bytes', () => {
  expect(place()).toEqual(place());
  expect(place({ seed: 2 })).not.toEqual(place());
});

test('a new cluster is put beside those of it that have known neighbours; who has none lies in the middle', () => {
  const onlyFirst = Uint8Array.from({ length: ROWS }, (_, row) => (row % 4 === 0 ? 1 : 0));
  const points = place({ known: onlyFirst, points: laidOut.map((value, i) => (onlyFirst[i >> 1] === 1 ? value : 0)) });
  expect(points.every(Number.isFinite)).toBe(true);
  const none = place({ known: new Uint8Array(ROWS), points: new Float32Array(2 * ROWS) });
  expect(none.every(Number.isFinite)).toBe(true);
  expect(new Set(none).size).toBeGreaterThan(ROWS);
});

test('with nothing new nothing happens', () => {
  expect(place({ known: new Uint8Array(ROWS).fill(1), points: laidOut })).toEqual(laidOut);
});
