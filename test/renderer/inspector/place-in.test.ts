import { expect, it } from 'vitest';
import { placeIn } from '../../../src/renderer/inspector/place-in.ts';

it('bins are equally wide, whatever their edges', () => {
  const edges = [1, 10, 100, 1000];
  expect([placeIn(edges, 1), placeIn(edges, 55), placeIn(edges, 1000)]).toEqual([0, 0.5, 1]);
});

it('values outside lie at the ends; one value for all lies in the middle', () => {
  expect([placeIn([1, 2], 0), placeIn([1, 2], 3), placeIn([5], 5)]).toEqual([0, 1, 0.5]);
});
