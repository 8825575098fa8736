import { expect, test } from 'vitest';
import { findEdges } from '../../src/shared/find-edges.ts';

test('is 0 on a plain area, and shows both sides of an edge as far as they are brighter than what is around', () => {
  const grey = Uint8Array.from({ length: 25 }, (_, at) => (at % 5 < 2 ? 10 : 20));
  const edges = findEdges(grey, 5, 5);
  expect([...edges.subarray(5, 10)]).toEqual([10, 0, 30, 0, 20]);
});

test('copies pictures without an inside, and never changes its input', () => {
  const grey = Uint8Array.of(1, 200, 3, 4);
  expect([...findEdges(grey, 2, 2)]).toEqual([1, 200, 3, 4]);
  expect([...findEdges(grey, 4, 1)]).toEqual([1, 200, 3, 4]);
  const square = Uint8Array.from({ length: 9 }, (_, at) => (at === 4 ? 255 : 0));
  findEdges(square, 3, 3);
  expect(square[4]).toBe(255);
  expect(findEdges(square, 3, 3)[4]).toBe(255);
});
