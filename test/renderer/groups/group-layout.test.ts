import { describe, expect, it } from 'vitest';
import {
  cellCount,
  FOLDED,
  groupBox,
  groupsLayout,
  lineAt,
  placeInLine,
  shownCount,
  topToReveal,
} from '../../../src/renderer/groups/group-layout.ts';
import type { GroupList } from '../../../src/renderer/state/group-list.ts';
import { duplicateGroup, groupMember } from '../../fixtures/duplicate-groups.ts';

const NOTHING_UNFOLDED: ReadonlyMap<number, number> = new Map();

/** A list of groups of these sizes; a size of 0 was not fetched yet. */
function listOf(sizes: readonly number[]): GroupList {
  const slots = sizes.flatMap((size, place) => {
    const members = Array.from({ length: Math.min(size, 500) }, (_, k) => groupMember({ id: place * 1000 + k + 1 }));
    return size === 0 ? [] : [[place, { group: duplicateGroup(members, { size }), wasOpen: true, isApart: false }] as const];
  });
  return { isOnlyOpen: true, total: sizes.length, slots: new Map(slots) };
}

describe('how much of a group is shown', () => {
  it('is all of it up to fourteen, else eleven and a cell that says so', () => {
    expect([2, 12, 14, 15, 400].map((size) => shownCount(size, undefined))).toEqual([2, 12, 14, FOLDED, FOLDED]);
    expect([2, 14, 15, 400].map((size) => cellCount(size, size, undefined))).toEqual([2, 14, 12, 12]);
  });

  it('grows as it is unfolded, up to what is known of a very large one', () => {
    expect(cellCount(100, 100, 71)).toBe(72);
    expect(cellCount(100, 100, 100)).toBe(100);
    expect(cellCount(600, 500, 500)).toBe(501);
  });
});

describe('where groups stand', () => {
  const layout = groupsLayout(listOf([2, 3, 2, 0, 7, 30, 2]), NOTHING_UNFOLDED, 1144, 160);

  it('fills lines of six columns with as many groups as fit', () => {
    expect(layout.columns).toBe(6);
    const lines = [0, 1, 2, 3, 4, 5, 6].map((place) => lineAt(layout, layout.tops[place]!).first);
    expect(lines).toEqual([0, 0, 2, 2, 4, 5, 6]);
    expect([...layout.lefts]).toEqual([0, 2, 0, 2, 0, 0, 0]);
    expect([...layout.lines]).toEqual([1, 1, 1, 1, 2, 2, 1]);
  });

  it('keeps groups apart and inside the view', () => {
    const boxes = Array.from(layout.tops, (_, place) => groupBox(layout, place));
    for (const [k, box] of boxes.entries()) {
      expect(box.left + box.width).toBeLessThanOrEqual(1144 - 24);
      for (const other of boxes.slice(k + 1)) {
        const isBeside = other.left >= box.left + box.width || box.left >= other.left + other.width;
        expect(isBeside || other.top >= box.top + box.height).toBe(true);
      }
    }
    const last = boxes.at(-1)!;
    expect(layout.height).toBeGreaterThan(last.top + last.height);
  });

  it('takes what was not fetched yet for pairs, and a view without room for one column', () => {
    expect([...groupsLayout(listOf([0, 0, 0]), NOTHING_UNFOLDED, 1144, 160).widths]).toEqual([2, 2, 2]);
    expect(groupsLayout(listOf([3]), NOTHING_UNFOLDED, 100, 160)).toMatchObject({ columns: 1 });
  });

  it('finds the line at a pixel', () => {
    expect(lineAt(layout, -50)).toEqual({ first: 0, last: 1 });
    expect(lineAt(layout, layout.tops[2]! - 1)).toEqual({ first: 0, last: 1 });
    expect(lineAt(layout, layout.tops[2]!)).toEqual({ first: 2, last: 3 });
    expect(lineAt(layout, 1e9)).toEqual({ first: 6, last: 6 });
    expect(lineAt(groupsLayout(listOf([]), NOTHING_UNFOLDED, 1144, 160), 10)).toEqual({ first: -1, last: -1 });
  });

  it('leads from line to line in the same column, and stays at both ends', () => {
    expect(placeInLine(layout, 1, 1, 3)).toBe(3);
    expect(placeInLine(layout, 0, 1, 0)).toBe(2);
    expect(placeInLine(layout, 4, -1, 5)).toBe(3);
    expect(placeInLine(layout, 1, -1, 2)).toBe(1);
    expect(placeInLine(layout, 6, 3, 0)).toBe(6);
    expect(placeInLine(layout, 0, 9, 0)).toBe(6);
  });

  it('scrolls no more than it must, and shows the upper part of a group taller than the view', () => {
    const { top, height } = groupBox(layout, 4);
    expect(topToReveal(layout, 0, 0, 900)).toBe(0);
    expect(topToReveal(layout, 4, top + height, 2000)).toBe(top - 12);
    expect(topToReveal(layout, 4, 0, height + 24)).toBe(top - 12);
    expect(topToReveal(layout, 4, 0, 100)).toBe(top - 12);
    expect(topToReveal(layout, 4, top - 12, 2000)).toBe(top - 12);
  });

  it('places a hundred thousand groups one after another', () => {
    const many = groupsLayout(listOf(Array<number>(100_000).fill(0)), NOTHING_UNFOLDED, 1144, 160);
    expect(lineAt(many, many.tops[99_999]!)).toEqual({ first: 99_999, last: 99_999 });
    expect(many.tops.every((top, place) => place === 0 || top >= many.tops[place - 1]!)).toBe(true);
  });
});
