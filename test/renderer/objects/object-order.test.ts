import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ObjectChoice, orderObjects } from '../../../src/renderer/objects/object-order.ts';
import type { ObjectColumns } from '../../../src/shared/object.ts';

const CLASSES = ['dog', 'cat', 'ant'];
const ALL: ObjectChoice = { sort: 'sample', isDescending: false, kind: null, outcome: null, class: null, isGrouped: false };

function columnsOf(
  boxes: readonly { readonly class: number; readonly score: number; readonly side?: number; readonly kind?: number }[],
) {
  const columns: ObjectColumns = {
    samples: Uint32Array.from(boxes, (_, box) => box + 1),
    kinds: Uint8Array.from(boxes, ({ kind = 1 }) => kind),
    ordinals: new Uint32Array(boxes.length),
    classes: Int32Array.from(boxes, (box) => box.class),
    places: Float32Array.from(boxes.flatMap(({ side = 1 }) => [0, 0, side, side])),
    scores: Float32Array.from(boxes, ({ score }) => score),
    overlaps: new Float32Array(boxes.length).fill(Number.NaN),
    outcomes: Uint8Array.from(boxes, ({ kind = 1 }) => (kind === 1 ? 2 : 3)),
  };
  return columns;
}

const BOXES = columnsOf([
  { class: 0, score: 0.5, side: 3 },
  { class: 2, score: Number.NaN, side: 1, kind: 0 },
  { class: 1, score: 0.9, side: 2 },
  { class: 0, score: 0.1, side: 9 },
  { class: -1, score: 0.5, side: 4 },
]);

test('boxes come as their samples do, or by a number, those without it last either way', () => {
  const by = (choice: Partial<ObjectChoice>) => [...orderObjects(BOXES, CLASSES, { ...ALL, ...choice }).order];
  expect(by({})).toEqual([0, 1, 2, 3, 4]);
  expect(by({ sort: 'confidence' })).toEqual([3, 0, 4, 2, 1]);
  expect(by({ sort: 'confidence', isDescending: true })).toEqual([2, 0, 4, 3, 1]);
  expect(by({ sort: 'size', isDescending: true })).toEqual([3, 4, 0, 2, 1]);
});

test('are left out by class, kind and outcome', () => {
  const by = (choice: Partial<ObjectChoice>) => [...orderObjects(BOXES, CLASSES, { ...ALL, ...choice }).order];
  expect(by({ class: 0 })).toEqual([0, 3]);
  expect(by({ kind: 'given' })).toEqual([1]);
  expect(by({ outcome: 'false-negative' })).toEqual([1]);
  expect(by({ outcome: 'true-positive' })).toEqual([]);
});

test('are grouped by class, by name, in their order', () => {
  const { order, groups } = orderObjects(BOXES, CLASSES, { ...ALL, sort: 'confidence', isGrouped: true });
  expect(groups).toEqual([
    { class: 2, start: 0, count: 1 },
    { class: 1, start: 1, count: 1 },
    { class: 0, start: 2, count: 2 },
    { class: -1, start: 4, count: 1 },
  ]);
  expect([...order]).toEqual([1, 2, 3, 0, 4]);
});

test('any numbers are in order, and no box is lost', () => {
  const box = fc.record({ class: fc.integer({ min: -1, max: 2 }), score: fc.float() });
  fc.assert(
    fc.property(fc.array(box), fc.boolean(), fc.boolean(), (boxes, isDescending, isGrouped) => {
      const columns = columnsOf(boxes);
      const { order, groups } = orderObjects(columns, CLASSES, { ...ALL, sort: 'confidence', isDescending, isGrouped });
      expect([...order].sort((a, b) => a - b)).toEqual(boxes.map((_, at) => at));
      for (const { start, count } of groups) {
        const scores = [...order.subarray(start, start + count)].map((at) => columns.scores[at] ?? 0);
        const numbers = scores.filter((score) => !Number.isNaN(score));
        expect(scores.slice(0, numbers.length)).toEqual(numbers);
        for (let at = 1; at < numbers.length; at++) {
          const [before = 0, after = 0] = [numbers[at - 1], numbers[at]];
          expect(isDescending ? before >= after : before <= after).toBe(true);
        }
      }
    }),
  );
});
