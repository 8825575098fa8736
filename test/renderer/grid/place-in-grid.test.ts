import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRID_GAP, GRID_PADDING } from '../../../src/renderer/grid/grid-layout.ts';
import { gridLayout } from '../../../src/renderer/grid/lay-out-grid.ts';
import { anchorOf, topOfAnchor, topToReveal } from '../../../src/renderer/grid/place-in-grid.ts';
import { anyOptions, groupsAt, isShown, PLAIN } from './layouts.ts';

describe('where the grid scrolls to', () => {
  it('moves only as far as a sample needs to be seen whole', () => {
    const layout = gridLayout({ ...PLAIN, count: 1000 });
    expect(topToReveal(layout, 0, 0, 600)).toBe(0);
    const below = topToReveal(layout, 500, 0, 600);
    const bottom = layout.rowTop(layout.rowOf(500)) + layout.cell;
    expect(bottom).toBeLessThanOrEqual(below + 600);
    expect(topToReveal(layout, 500, below, 600)).toBe(below);
  });

  it('shows the upper part of a sample that is taller than the view, wherever it comes from', () => {
    const tall = gridLayout({ ...PLAIN, count: 100, size: 512 });
    expect(tall).toMatchObject({ columns: 1 });
    const wanted = tall.rowTop(50) - GRID_PADDING;
    expect([0, wanted, wanted + 300].map((top) => topToReveal(tall, 50, top, 600))).toEqual([wanted, wanted, wanted]);
  });

  it('keeps a sample from under the header that stays above', () => {
    const layout = gridLayout({ ...PLAIN, count: 1000, groups: groupsAt([0, 1000]) });
    const row = layout.rowOf(500);
    expect(topToReveal(layout, 500, layout.rowTop(row), 600)).toBe(layout.rowTop(row) - layout.headerHeight - GRID_GAP);
  });

  it('keeps the focused sample in place through any change of size, layout and groups', () => {
    fc.assert(
      fc.property(anyOptions, anyOptions, fc.nat(), (options, others, seed) => {
        const focus = seed % Math.max(1, options.count);
        const { rowLayout, size, width } = others;
        const after = { ...options, rowLayout, size, width };
        if (options.count === 0 || !isShown(options, focus)) return;
        const [layout, next] = [gridLayout(options), gridLayout(after)];
        const top = layout.rowTop(layout.rowOf(focus)) - 50;
        const newTop = topOfAnchor(next, anchorOf(layout, top, 600, focus));
        expect(next.rowTop(next.rowOf(focus)) - newTop).toBe(50);
      }),
    );
  });

  it('keeps the first row shown where the focus is out of sight', () => {
    const layout = gridLayout({ ...PLAIN, count: 1000 });
    const top = layout.rowTop(40) + 10;
    const first = { index: 40 * layout.columns, below: -10, isHeader: false };
    expect(anchorOf(layout, top, 600, 3)).toEqual(first);
    expect(anchorOf(layout, top, 600, -1)).toEqual(first);
  });

  it('keeps a header that is the first row shown, and leaves the one of a group that was folded away', () => {
    const options = { ...PLAIN, count: 300, groups: groupsAt([0, 100, 300]) };
    const layout = gridLayout(options);
    const header = layout.rowTop(layout.headerRow(1));
    const anchor = anchorOf(layout, header + 5, 600, -1);
    expect(anchor).toEqual({ index: 100, below: -5, isHeader: true });
    const small = gridLayout({ ...options, size: 80 });
    expect(topOfAnchor(small, anchor)).toBe(small.rowTop(small.headerRow(1)) + 5);
    const folded = gridLayout({ ...options, groups: groupsAt([0, 100, 300], [1]) });
    const inside = anchorOf(layout, header + 400, 600, -1);
    expect(topOfAnchor(folded, inside)).toBe(folded.rowTop(folded.headerRow(1)));
  });
});
