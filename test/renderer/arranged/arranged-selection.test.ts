import { describe, expect, test } from 'vitest';
import { clickBlock, focusBlock, selectBand } from '../../../src/renderer/arranged/arranged-selection.ts';
import { SelectedCounts } from '../../../src/renderer/arranged/selected-counts.ts';
import { IdSet } from '../../../src/renderer/state/id-set.ts';
import { NO_SELECTION, type Selection } from '../../../src/renderer/state/selection.ts';
import { numberedGrid } from './grids.ts';

const grid = numberedGrid(6, 24);
const ALL = IdSet.EMPTY.with(Uint32Array.from({ length: 24 }, (_, k) => k + 1));
const PLAIN = { isAdding: false, isExtending: false };
const CTRL = { isAdding: true, isExtending: false };
const SHIFT = { isAdding: false, isExtending: true };
const selectedIn = ({ selected }: Selection): number[] => [...selected.among(Uint32Array.from({ length: 24 }, (_, k) => k + 1))];

describe('a click', () => {
  test('on a single picture selects it alone', () => {
    const selection = clickBlock(NO_SELECTION, grid, { level: 0, block: 7 }, PLAIN, ALL);
    expect(selection).toMatchObject({ anchor: 8, focus: 8 });
    expect(selectedIn(selection)).toEqual([8]);
  });

  test('on one that stands for a block selects all of the block', () => {
    expect(selectedIn(clickBlock(NO_SELECTION, grid, { level: 1, block: 1 }, PLAIN, ALL))).toEqual([3, 4, 9, 10]);
  });

  test('with ctrl adds a block that is not whole, and takes one off that is', () => {
    const one = clickBlock(NO_SELECTION, grid, { level: 0, block: 2 }, PLAIN, ALL);
    const whole = clickBlock(one, grid, { level: 1, block: 1 }, CTRL, ALL);
    expect(selectedIn(whole)).toEqual([3, 4, 9, 10]);
    expect(selectedIn(clickBlock(whole, grid, { level: 1, block: 1 }, CTRL, ALL))).toEqual([]);
  });

  test('with shift selects all blocks between, at whatever level the anchor was chosen', () => {
    const anchored = clickBlock(NO_SELECTION, grid, { level: 0, block: 0 }, PLAIN, ALL);
    const extended = clickBlock(anchored, grid, { level: 1, block: 1 }, SHIFT, ALL);
    expect(selectedIn(extended)).toEqual([1, 2, 3, 4, 7, 8, 9, 10]);
    expect(extended).toMatchObject({ anchor: 1, focus: 3 });
    expect(selectedIn(clickBlock(extended, grid, { level: 0, block: 1 }, SHIFT, ALL))).toEqual([1, 2]);
  });

  test('beside the pictures lets go of all, but not with ctrl or shift', () => {
    const one = clickBlock(NO_SELECTION, grid, { level: 0, block: 2 }, PLAIN, ALL);
    expect(selectedIn(clickBlock(one, grid, null, PLAIN, ALL))).toEqual([]);
    expect(clickBlock(one, grid, null, SHIFT, ALL)).toBe(one);
  });

  test('never selects what the query does not find any more', () => {
    const fewer = IdSet.of([3, 9]);
    expect(selectedIn(clickBlock(NO_SELECTION, grid, { level: 1, block: 1 }, PLAIN, fewer))).toEqual([3, 9]);
  });
});

test('a rubber band selects its blocks instead of what was selected, or besides', () => {
  const one = clickBlock(NO_SELECTION, grid, { level: 0, block: 23 }, PLAIN, ALL);
  const range = { level: 0, left: 1, top: 0, right: 2, bottom: 1 };
  expect(selectedIn(selectBand(one, grid, range, false, ALL))).toEqual([2, 3, 8, 9]);
  expect(selectedIn(selectBand(one, grid, range, true, ALL))).toEqual([2, 3, 8, 9, 24]);
  expect(selectBand(one, grid, range, false, ALL)).toMatchObject({ anchor: 2, focus: 2 });
  expect(selectedIn(selectBand(one, grid, null, false, ALL))).toEqual([]);
});

test('the focus moves alone', () => {
  const one = clickBlock(NO_SELECTION, grid, { level: 0, block: 23 }, PLAIN, ALL);
  expect(focusBlock(one, grid, { level: 1, block: 2 })).toEqual({ ...one, focus: 5 });
});

test('how many of each block are selected follows the selection', () => {
  const counts = new SelectedCounts();
  const selected = IdSet.of([1, 2, 7, 24]);
  expect([...counts.of(grid, selected, 1)]).toEqual([3, 0, 0, 0, 0, 1]);
  expect([...counts.of(grid, selected, 2)]).toEqual([3, 1]);
  expect([...counts.of(grid, IdSet.EMPTY, 1)]).toEqual([0, 0, 0, 0, 0, 0]);
});
