import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf } from '../../../src/renderer/grid/grid-layout.ts';
import { gridMover } from '../../../src/renderer/grid/grid-mover.ts';
import { gridLayout } from '../../../src/renderer/grid/lay-out-grid.ts';
import type { GridMove } from '../../../src/renderer/state/grid-geometry.ts';
import { anyOptions, groupsAt, isShown, PLAIN } from './layouts.ts';

/** Four columns of 100 px, a view of three rows. */
const FOUR = { ...PLAIN, count: 18, width: 24 + 4 * 100 + 3 * 8, size: 100 };
const VIEW = 3 * 108 - 8 + 24;

describe('gridMover', () => {
  const mover = gridMover(gridLayout(FOUR), () => VIEW);

  it('goes along the order and by rows', () => {
    expect(mover('right', 3)).toBe(4);
    expect(mover('left', 4)).toBe(3);
    expect(mover('down', 5)).toBe(9);
    expect(mover('up', 5)).toBe(1);
    expect(mover('page-down', 1)).toBe(13);
    expect(mover('page-up', 13)).toBe(1);
  });

  it('stays inside, also where the last row is short', () => {
    expect(mover('left', 0)).toBe(0);
    expect(mover('right', 17)).toBe(17);
    expect(mover('up', 2)).toBe(2);
    expect(mover('down', 15)).toBe(17);
    expect(gridMover(gridLayout(FOUR), () => VIEW)('page-down', 6)).toBe(17);
    expect(mover('page-up', 6)).toBe(2);
    expect(mover('first', 9)).toBe(0);
    expect(mover('last', 9)).toBe(17);
  });

  it('comes back into its column after a short row', () => {
    const fresh = gridMover(gridLayout(FOUR), () => VIEW);
    expect(fresh('down', 15)).toBe(17);
    expect(fresh('up', 17)).toBe(15);
  });

  it('starts at an end where nothing has the focus, and nowhere in an empty grid', () => {
    expect(mover('down', -1)).toBe(0);
    expect(mover('last', -1)).toBe(17);
    expect(gridMover(gridLayout({ ...FOUR, count: 0 }), () => VIEW)('right', -1)).toBe(-1);
  });

  it('passes over headers and folded groups', () => {
    const layout = gridLayout({ ...FOUR, groups: groupsAt([0, 6, 12, 18], [1]) });
    const grouped = gridMover(layout, () => VIEW);
    expect(grouped('right', 5)).toBe(12);
    expect(grouped('left', 12)).toBe(5);
    expect(grouped('down', 5)).toBe(13);
    expect(grouped('up', 13)).toBe(5);
    expect(grouped('down', 8)).toBe(12);
    expect(grouped('left', 8)).toBe(5);
    expect(gridMover(gridLayout({ ...FOUR, groups: groupsAt([0, 18], [0]) }), () => VIEW)('right', 4)).toBe(4);
  });

  it('goes by rows to the tile nearest across, and back again', () => {
    fc.assert(
      fc.property(
        anyOptions,
        fc.nat(),
        fc.array(fc.constantFrom<GridMove>('up', 'down'), { maxLength: 6 }),
        (options, seed, moves) => {
          const from = seed % Math.max(1, options.count);
          if (options.count === 0 || !isShown(options, from)) return;
          const layout = gridLayout(options);
          const move = gridMover(layout, () => 600);
          const x = centre(boxOf(layout, from));
          let at = from;
          for (const way of moves) {
            at = move(way, at);
            const { first, end } = layout.rowRange(layout.rowOf(at));
            const distances = Array.from({ length: end - first }, (_, k) => Math.abs(centre(boxOf(layout, first + k)) - x));
            if (at !== from) expect(distances[at - first]).toBe(Math.min(...distances));
          }
          const fresh = gridMover(layout, () => 600);
          const below = fresh('down', from);
          if (below !== from) expect(fresh('up', below)).toBe(from);
        },
      ),
    );
  });

  it('reaches every sample shown by going right, and only those', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const move = gridMover(gridLayout(options), () => 600);
        const reached: number[] = [];
        for (let at = move('right', -1); at >= 0 && at !== reached.at(-1); at = move('right', at)) reached.push(at);
        const shown = Array.from({ length: options.count }, (_, k) => k).filter((index) => isShown(options, index));
        expect(reached).toEqual(shown);
      }),
    );
  });
});

const centre = ({ left, right }: { readonly left: number; readonly right: number }): number => (left + right) / 2;
