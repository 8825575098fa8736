import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Box,
  boxesOfRow,
  boxOf,
  GRID_GAP,
  GRID_PADDING,
  type GridLayout,
  HEADER_HEIGHT,
} from '../../../src/renderer/grid/grid-layout.ts';
import { gridLayout } from '../../../src/renderer/grid/lay-out-grid.ts';
import { indexAt, indicesInBox } from '../../../src/renderer/grid/place-in-grid.ts';
import { anyOptions, groupsAt, isShown, PLAIN } from './layouts.ts';

const rowsOf = (layout: GridLayout): readonly number[] => Array.from({ length: layout.rows }, (_, row) => row);
const touches = (a: Box, b: Box): boolean => a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;

describe('gridLayout', () => {
  it('fills the width with squares of at least the wanted size', () => {
    const layout = gridLayout({ ...PLAIN, count: 1000, width: 1176 });
    expect(layout).toMatchObject({ columns: 6, rows: 167 });
    expect(layout.cell).toBeGreaterThanOrEqual(160);
    const used = 2 * GRID_PADDING + layout.columns * layout.cell + (layout.columns - 1) * GRID_GAP;
    expect(1176 - used).toBeLessThan(layout.columns);
  });

  it('has one column where a single square is too wide', () => {
    const layout = gridLayout({ ...PLAIN, count: 10, width: 200, size: 512, captionHeight: 22 });
    expect(layout).toMatchObject({ columns: 1, rows: 10, cell: 176 });
  });

  it('gives every sample that is shown exactly one place, in order, and those in folded groups none', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const layout = gridLayout(options);
        const placed = rowsOf(layout).flatMap((row) => {
          const { first, end } = layout.rowRange(row);
          return Array.from({ length: end - first }, (_, k) => first + k);
        });
        const shown = Array.from({ length: options.count }, (_, k) => k).filter((index) => isShown(options, index));
        expect(placed).toEqual(shown);
        for (const index of shown) {
          const { first, end } = layout.rowRange(layout.rowOf(index));
          expect(first <= index && index < end).toBe(true);
        }
      }),
    );
  });

  it('puts a header before each group, at which samples of a folded one are found', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const layout = gridLayout(options);
        const headers = rowsOf(layout).filter((row) => layout.headerOf(row) >= 0);
        const starts = options.groups?.starts.subarray(0, -1) ?? new Uint32Array(0);
        expect(headers.map((row) => layout.headerOf(row))).toEqual([...starts.keys()]);
        expect(headers.map((row) => layout.rowRange(row).first)).toEqual([...starts]);
        expect([...starts.keys()].map((group) => layout.headerRow(group))).toEqual(headers);
        for (const row of headers) expect(layout.rowHeight(row)).toBe(HEADER_HEIGHT);
        for (let index = 0; index < options.count; index++) {
          const group = starts.findLastIndex((start) => start <= index);
          expect(layout.groupOfRow(layout.rowOf(index))).toBe(group);
          if (!isShown(options, index)) expect(layout.rowOf(index)).toBe(layout.headerRow(group));
        }
      }),
    );
  });

  it('lays rows below each other and tiles beside each other, a gap apart, inside the padding', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const layout = gridLayout(options);
        let bottom = GRID_PADDING - GRID_GAP;
        for (const row of rowsOf(layout)) {
          expect(layout.rowTop(row)).toBe(bottom + GRID_GAP);
          if (layout.headerOf(row) < 0) expect(layout.rowHeight(row)).toBeGreaterThan(layout.captionHeight);
          bottom = layout.rowTop(row) + layout.rowHeight(row);
          const boxes = boxesOfRow(layout, row);
          boxes.forEach(({ left, right }, place) => {
            expect(left).toBe(place === 0 ? GRID_PADDING : (boxes[place - 1]?.right ?? 0) + GRID_GAP);
            expect(right).toBeGreaterThan(left);
          });
        }
        expect(layout.height).toBe(layout.rows === 0 ? 2 * GRID_PADDING : bottom + GRID_PADDING);
      }),
    );
  });

  it('fills the width with every justified row but the last of a group, near the wanted height', () => {
    const wide = anyOptions.filter(({ width, size }) => width > 5 * size);
    fc.assert(
      fc.property(wide, (any) => {
        const options = { ...any, rowLayout: 'justified' as const };
        const layout = gridLayout(options);
        for (const row of rowsOf(layout)) {
          const boxes = boxesOfRow(layout, row);
          const isLast = row + 1 === layout.rows || layout.headerOf(row + 1) >= 0;
          const height = layout.rowHeight(row) - layout.captionHeight;
          if (boxes.length === 0) continue;
          const right = options.width - GRID_PADDING;
          if (isLast) expect(boxes.at(-1)?.right).toBeLessThanOrEqual(right);
          else expect(boxes.at(-1)?.right).toBe(right);
          if (isLast) continue;
          // The widest tile beside the slimmest changes a row by no more.
          expect(height / options.size).toBeLessThan(2.1);
          expect(height / options.size).toBeGreaterThan(1 / 2.1);
        }
      }),
    );
  });

  it('shows pictures in their own proportions where they are not too slim', () => {
    const aspects = Float32Array.from({ length: 200 }, (_, k) => [0.75, 1.5, 1, 2][k % 4] ?? 1);
    const layout = gridLayout({ ...PLAIN, rowLayout: 'justified', count: 200, aspects });
    for (let index = 0; index < 200; index++) {
      const { left, right, top, bottom } = boxOf(layout, index);
      expect(Math.abs(right - left - (bottom - top) * (aspects[index] ?? 1))).toBeLessThan(2.5);
    }
  });

  it('finds every sample under its own centre, and none in a gap or on a header', () => {
    fc.assert(
      fc.property(anyOptions, fc.nat(), (options, seed) => {
        const layout = gridLayout(options);
        const index = seed % Math.max(1, options.count);
        if (options.count === 0 || !isShown(options, index)) return;
        const { left, right, top, bottom } = boxOf(layout, index);
        expect(indexAt(layout, (left + right) / 2, (top + bottom) / 2)).toBe(index);
        expect(indexAt(layout, (left + right) / 2, bottom + GRID_GAP / 2)).toBe(-1);
        expect(indexAt(layout, right + GRID_GAP / 2, (top + bottom) / 2)).toBe(-1);
        if (options.groups !== null) expect(indexAt(layout, 30, layout.rowTop(0) + 10)).toBe(-1);
      }),
    );
  });

  it('boxes exactly the samples that the band touches', () => {
    const corner = fc.record({ x: fc.integer({ min: -50, max: 2600 }), y: fc.integer({ min: -50, max: 9000 }) });
    fc.assert(
      fc.property(anyOptions, corner, corner, (options, a, b) => {
        const layout = gridLayout(options);
        const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
        const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
        const box = { left, right, top, bottom };
        const touched = Array.from({ length: options.count }, (_, k) => k).filter(
          (index) => isShown(options, index) && touches(boxOf(layout, index), box),
        );
        expect([...indicesInBox(layout, box)]).toEqual(touched);
      }),
    );
  });

  it('keeps one header of a group that is folded', () => {
    const layout = gridLayout({ ...PLAIN, count: 30, groups: groupsAt([0, 10, 20, 30], [1]) });
    expect(rowsOf(layout).map((row) => layout.headerOf(row))).toEqual([0, -1, -1, 1, 2, -1, -1]);
    expect(layout.rowOf(15)).toBe(3);
    expect(layout.rowRange(3)).toEqual({ first: 10, end: 10 });
  });
});
