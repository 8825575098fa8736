import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnsInView,
  fitCamera,
  held,
  hitAt,
  MARGIN_PX,
  matrixView,
  movedCell,
  panBy,
  reveal,
  rowsInView,
  zoomAt,
} from '../../../src/renderer/confusion/matrix-layout.ts';

const sides = fc.integer({ min: 1, max: 1001 });
const sizes = fc.integer({ min: 120, max: 2000 });

describe('the layout of a matrix', () => {
  it('lays names of columns over their cells where each has room, else stands them upright', () => {
    expect(matrixView(800, 700, 10, 12)).toMatchObject({ areNamesLying: true, left: 44, top: 40 });
    expect(matrixView(800, 700, 40, 60)).toMatchObject({ areNamesLying: false, left: 84, top: 84 });
    expect(matrixView(800, 700, 40, 900)).toMatchObject({ left: 156, top: 156 });
  });

  it('shows all of a matrix, and blows a small one up only so far', () => {
    const view = matrixView(800, 700, 100, 30);
    const { scale } = fitCamera(view);
    expect(100 * scale).toBeLessThanOrEqual(700 - view.top);
    expect(columnsInView(fitCamera(view), view)).toEqual({ first: 0, end: 100 });
    expect(rowsInView(fitCamera(view), view)).toEqual({ first: 0, end: 100 });
    expect(fitCamera(matrixView(800, 700, 2, 30)).scale).toBe(72);
  });

  it('hits the cell that is drawn at a point, its row and its column', () => {
    const view = matrixView(800, 700, 10, 12);
    const camera = fitCamera(view);
    const [x, y] = [view.left + 3.5 * camera.scale, view.top + 7.5 * camera.scale];
    expect(hitAt(camera, view, x, y)).toEqual({ kind: 'cell', row: 7, column: 3 });
    expect(hitAt(camera, view, 5, y)).toEqual({ kind: 'row', row: 7 });
    expect(hitAt(camera, view, x, 5)).toEqual({ kind: 'column', column: 3 });
    expect(hitAt(camera, view, 5, 5)).toBeNull();
    expect(hitAt(camera, view, view.left + 10.5 * camera.scale, y)).toBeNull();
    expect(hitAt(camera, view, -1, y)).toBeNull();
  });

  it('keeps what is under the pointer there when it zooms, and leaves no gap at an edge', () => {
    fc.assert(
      fc.property(
        sides,
        sizes,
        sizes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        (side, width, height, at, times) => {
          const view = matrixView(width, height, side, 20);
          const fit = fitCamera(view);
          const place = at * side;
          const [x, y] = [view.left + place * fit.scale, view.top + place * fit.scale];
          const near = zoomAt(fit, 1 + times / 3, x, y, view);
          // Where it would have to go for the place to stay; a side that has room to spare keeps it from going there.
          const wanted = place - (place * fit.scale) / near.scale;
          for (const [start, pixels] of [
            [near.x, width - view.left],
            [near.y, height - view.top],
          ] as const) {
            const isThere = Math.abs(start - wanted) < 1e-9 * side;
            const hasEnd = Math.abs(start + (pixels - MARGIN_PX) / near.scale - side) < 1e-9 * side;
            expect([isThere, start === 0, hasEnd]).toContain(true);
            expect(start).toBeGreaterThanOrEqual(0);
          }
          expect(held(near, view)).toEqual(near);
          const away = zoomAt(near, 1e-6, x, y, view);
          expect(away).toEqual({ x: expect.closeTo(0, 9), y: expect.closeTo(0, 9), scale: fit.scale });
        },
      ),
      { numRuns: 1000 },
    );
    const view = matrixView(800, 756, 100, 30);
    const fit = fitCamera(view);
    const [x, y] = [view.left + 30.5 * fit.scale, view.top + 60.5 * fit.scale];
    expect(hitAt(fit, view, x, y)).toEqual({ kind: 'cell', row: 60, column: 30 });
    expect(hitAt(zoomAt(fit, 3, x, y, view), view, x, y)).toEqual({ kind: 'cell', row: 60, column: 30 });
  });

  it('moves by hand, and by the least to show a cell whole', () => {
    const view = matrixView(500, 500, 200, 20);
    const near = zoomAt(fitCamera(view), 20, view.left, view.top, view);
    expect(panBy(near, -2 * near.scale, 0, view)).toMatchObject({ x: 2, y: 0 });
    expect(panBy(near, 50, 50, view)).toMatchObject({ x: 0, y: 0 });
    const shown = reveal(near, 150, 0, view);
    expect(rowsInView(shown, view).end).toBe(151);
    expect(shown.x).toBe(0);
    expect(reveal(shown, 150, 0, view)).toEqual(shown);
  });

  it('moves the focused cell within the matrix', () => {
    expect(movedCell({ row: 3, column: 4 }, 'left', 10, 5)).toEqual({ row: 3, column: 3 });
    expect(movedCell({ row: 3, column: 4 }, 'page-up', 10, 5)).toEqual({ row: 0, column: 4 });
    expect(movedCell({ row: 3, column: 4 }, 'last', 10, 5)).toEqual({ row: 3, column: 9 });
    expect(movedCell({ row: 3, column: 4 }, 'diagonal', 10, 5)).toEqual({ row: 3, column: 3 });
    expect(movedCell({ row: 9, column: 9 }, 'down', 10, 5)).toEqual({ row: 9, column: 9 });
  });
});
