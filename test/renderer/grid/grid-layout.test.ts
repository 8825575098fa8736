import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anchorOf,
  GRID_GAP,
  GRID_PADDING,
  gridLayout,
  indexAt,
  indicesInBox,
  rowOf,
  rowTop,
  topOfAnchor,
  topToReveal,
} from '../../../src/renderer/grid/grid-layout.ts';

const layouts = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 200, max: 2500 }), fc.integer({ min: 64, max: 512 }), fc.boolean())
  .map(([count, width, size, captions]) => ({ width, layout: gridLayout(count, width, size, captions) }));

describe('gridLayout', () => {
  it('fills the width with squares of at least the wanted size', () => {
    const layout = gridLayout(1000, 1176, 160, false);
    expect(layout).toMatchObject({ columns: 6, rows: 167 });
    expect(layout.cell).toBeGreaterThanOrEqual(160);
    const used = 2 * GRID_PADDING + layout.columns * layout.cell + (layout.columns - 1) * GRID_GAP;
    expect(1176 - used).toBeLessThan(layout.columns);
  });

  it('has one column where a single square is too wide', () => {
    expect(gridLayout(10, 200, 512, true)).toMatchObject({ columns: 1, rows: 10, cell: 176 });
  });

  it('finds every sample under its own centre, and none in a gap', () => {
    fc.assert(
      fc.property(layouts, fc.nat(), ({ layout }, seed) => {
        const index = seed % layout.count;
        const x = GRID_PADDING + (index % layout.columns) * (layout.cell + GRID_GAP) + layout.cell / 2;
        const y = rowTop(layout, rowOf(layout, index)) + layout.cell / 2;
        expect(indexAt(layout, x, y)).toBe(index);
        expect(indexAt(layout, x, y + layout.cell / 2 + layout.captionHeight + GRID_GAP / 2)).toBe(-1);
      }),
    );
  });

  it('boxes exactly the samples that the band touches', () => {
    const layout = gridLayout(23, 200 + 2 * GRID_PADDING, 92, false);
    expect(layout.columns).toBe(2);
    const row = layout.rowHeight;
    expect([...indicesInBox(layout, { left: 0, right: 20, top: GRID_PADDING + row, bottom: GRID_PADDING + 2 * row })]).toEqual([
      2, 4,
    ]);
    expect([...indicesInBox(layout, { left: 0, right: 500, top: 11 * row, bottom: 99_999 })]).toEqual([20, 21, 22]);
  });
});

describe('where the grid scrolls to', () => {
  it('moves only as far as a sample needs to be seen whole', () => {
    const layout = gridLayout(1000, 1000, 160, false);
    expect(topToReveal(layout, 0, 0, 600)).toBe(0);
    const below = topToReveal(layout, 500, 0, 600);
    const bottom = rowTop(layout, rowOf(layout, 500)) + layout.cell;
    expect(bottom).toBeLessThanOrEqual(below + 600);
    expect(topToReveal(layout, 500, below, 600)).toBe(below);
  });

  it('shows the upper part of a sample that is taller than the view, wherever it comes from', () => {
    const tall = gridLayout(100, 1000, 512, false);
    expect(tall).toMatchObject({ columns: 1 });
    const wanted = rowTop(tall, 50) - GRID_PADDING;
    expect([0, wanted, wanted + 300].map((top) => topToReveal(tall, 50, top, 600))).toEqual([wanted, wanted, wanted]);
  });

  it('keeps the focused sample in place through any change of size', () => {
    fc.assert(
      fc.property(layouts, fc.integer({ min: 64, max: 512 }), fc.nat(), ({ layout, width }, size, seed) => {
        const focus = seed % layout.count;
        const top = rowTop(layout, rowOf(layout, focus)) - 50;
        const after = gridLayout(layout.count, width, size, false);
        const newTop = topOfAnchor(after, anchorOf(layout, top, 600, focus));
        expect(rowTop(after, rowOf(after, focus)) - newTop).toBe(50);
      }),
    );
  });

  it('keeps the first row shown where the focus is out of sight', () => {
    const layout = gridLayout(1000, 1000, 160, false);
    const top = rowTop(layout, 40) + 10;
    expect(anchorOf(layout, top, 600, 3)).toEqual({ index: 40 * layout.columns, below: -10 });
    expect(anchorOf(layout, top, 600, -1)).toEqual({ index: 40 * layout.columns, below: -10 });
  });
});
