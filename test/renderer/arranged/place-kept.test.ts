import { describe, expect, test } from 'vitest';
import { placeFor } from '../../../src/renderer/arranged/place-kept.ts';
import { numberedGrid } from './grids.ts';

describe('what the view goes back to', () => {
  const [before, after] = [numberedGrid(10, 100, 'a'), numberedGrid(20, 100, 'b')];
  const camera = { x: 2, y: 3, scale: 60 };

  test('is the same place in the same grid', () => {
    expect(placeFor(before, null, { grid: before, camera, isFitted: false })).toEqual(camera);
  });

  test('keeps the focused sample where it is on the screen in another grid', () => {
    // Sample 25: column 4 of row 2 before, column 4 of row 1 after.
    expect(placeFor(after, 25, { grid: before, camera, isFitted: false })).toEqual({ x: 2, y: 2, scale: 60 });
  });

  test('is all of it where all was seen, where nothing has the focus, or it is gone', () => {
    expect(placeFor(after, 25, { grid: before, camera, isFitted: true })).toBeNull();
    expect(placeFor(after, null, { grid: before, camera, isFitted: false })).toBeNull();
    expect(placeFor(after, 500, { grid: before, camera, isFitted: false })).toBeNull();
    expect(placeFor(after, 25, null)).toBeNull();
  });
});
