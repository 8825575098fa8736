import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelsIn, squareAround } from '../../../src/renderer/objects/object-crop.ts';
import { layOutObjects, linesInView, objectMoved, topOf } from '../../../src/renderer/objects/object-layout.ts';

const grid = { width: 350, tile: 100, header: 30 };
const groups = [
  { class: 0, start: 0, count: 4 },
  { class: 1, start: 4, count: 2 },
  { class: 2, start: 6, count: 7 },
];
const layout = layOutObjects(groups, grid);

test('groups lie below each other, a line above each', () => {
  expect(layout).toEqual({ columns: 3, height: 30 + 200 + 30 + 100 + 30 + 300, tops: [0, 230, 360] });
  expect(linesInView(groups, layout, grid, 100, 370)).toEqual([
    { kind: 'tiles', start: 0, end: 3, top: 30 },
    { kind: 'tiles', start: 3, end: 4, top: 130 },
    { kind: 'header', group: groups[1], top: 230 },
    { kind: 'tiles', start: 4, end: 6, top: 260 },
    { kind: 'header', group: groups[2], top: 360 },
  ]);
});

test('arrows go from line to line and from group to group', () => {
  const from = (place: number, key: string) => objectMoved(place, key, groups, layout, 13);
  expect(from(0, 'ArrowDown')).toBe(3);
  expect(from(2, 'ArrowDown')).toBe(3);
  expect(from(3, 'ArrowDown')).toBe(4);
  expect(from(4, 'ArrowUp')).toBe(3);
  expect(from(7, 'ArrowUp')).toBe(5);
  expect(from(12, 'ArrowDown')).toBe(12);
  expect(from(0, 'ArrowUp')).toBe(0);
  expect(from(0, 'ArrowLeft')).toBe(0);
  expect(from(5, 'End')).toBe(12);
});

test('all boxes in view are in its lines, once, and each lies where it is said to', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 50, max: 900 }), fc.integer({ min: 0, max: 2000 }), (sizes, width, from) => {
      let start = 0;
      const some = sizes.map((count, at) => {
        start += count;
        return { class: at, start: start - count, count };
      });
      const wide = { ...grid, width };
      const laid = layOutObjects(some, wide);
      const lines = linesInView(some, laid, wide, from, from + 500);
      const seen = lines.flatMap((line) =>
        line.kind === 'tiles' ? Array.from({ length: line.end - line.start }, (_, at) => line.start + at) : [],
      );
      const expected = Array.from({ length: start }, (_, place) => place).filter((place) => {
        const top = topOf(place, some, laid, wide);
        return top < from + 500 && top + wide.tile > from;
      });
      expect(seen).toEqual(expected);
    }),
  );
});

test('the square of a box has it in its middle, and only pixels of the picture are cut out', () => {
  expect(squareAround([100, 100, 40, 20])).toEqual({ left: 94, top: 84, width: 52, height: 52 });
  expect(squareAround([10, 10, 0, 0])).toEqual({ left: -2, top: -2, width: 24, height: 24 });
  expect(pixelsIn({ left: -2, top: -2, width: 24, height: 24 }, { width: 100, height: 10 })).toEqual({
    left: 0,
    top: 0,
    width: 22,
    height: 10,
  });
  expect(pixelsIn({ left: 200, top: 0, width: 24, height: 24 }, { width: 100, height: 100 })).toBeNull();
});
