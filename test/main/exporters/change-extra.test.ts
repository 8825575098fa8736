import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extraAfter } from '../../../src/main/exporters/change-extra.ts';
import { boxAround } from '../../../src/main/labels/outline.ts';
import { uprightPlace } from '../../../src/shared/box.ts';

const upright = { width: 640, height: 480, orientation: 1 };
const half = { frame: upright, isUpright: false, x: 0.5, y: 0.5 };

it('moves outlines and keypoints of COCO, points of CVAT, LabelMe and VoTT', () => {
  expect(extraAfter({ segmentation: [[2, 4, 6, 8, 10, 12]], keypoints: [8, 6, 2, 0, 0, 0], num_keypoints: 1 }, half)).toEqual({
    segmentation: [[1, 2, 3, 4, 5, 6]],
    keypoints: [4, 3, 2, 0, 0, 0],
    num_keypoints: 1,
  });
  const attributes = { colour: 'red' };
  expect(extraAfter({ shape: 'polygon', points: '2,4;6,8;1.5,3', attributes, occluded: '1' }, half)).toEqual({
    ...{ shape: 'polygon', points: '1,2;3,4;0.75,1.5', attributes, occluded: '1' },
  });
  const points = [
    [2, 4],
    [6, 8],
  ];
  expect(extraAfter({ shape_type: 'circle', points }, half)).toEqual({
    ...{ shape_type: 'circle' },
    points: [
      [1, 2],
      [3, 4],
    ],
  });
  expect(extraAfter({ type: 'POLYGON', points: [{ x: 2, y: 4 }] }, half)).toEqual({ type: 'POLYGON', points: [{ x: 1, y: 2 }] });
});

it('leaves out what it cannot move: masks, turned boxes, parts in pixels', () => {
  const mask = { segmentation: { size: [480, 640], counts: 'abc' }, id: 7 };
  expect(extraAfter(mask, half)).toEqual({ id: 7 });
  expect(extraAfter({ shape: 'ellipse', cx: '3', cy: '4', rx: '1', ry: '2', z_order: '0' }, half)).toEqual({ z_order: '0' });
  expect(extraAfter({ shape: 'polygon', points: 'none' }, half)).toBeNull();
  expect(extraAfter({ part: { name: 'head', bndbox: { xmin: '1' } } }, half)).toBeNull();
  expect(extraAfter(null, half)).toBeNull();
});

it('keeps an outline in its box, however the picture is turned and resized', () => {
  const place = fc.record({
    outline: fc.array(fc.tuple(fc.integer({ min: 0, max: 640 }), fc.integer({ min: 0, max: 480 })), {
      minLength: 3,
      maxLength: 9,
    }),
    orientation: fc.integer({ min: 1, max: 8 }),
    isUpright: fc.boolean(),
    x: fc.double({ min: 0.1, max: 4, noNaN: true }),
    y: fc.double({ min: 0.1, max: 4, noNaN: true }),
  });
  fc.assert(
    fc.property(place, ({ outline, orientation, ...change }) => {
      const frame = { ...upright, orientation };
      const segmentation = [outline.flat()];
      const given = boxAround(outline.flat()) ?? [0, 0, 0, 0];
      const [left, top, width, height] = change.isUpright ? given : uprightPlace(given, frame);
      const after = extraAfter({ segmentation }, { ...change, frame });
      const [moved = []] = (after?.segmentation ?? []) as number[][];
      const around = boxAround(moved);
      const expected = [left * change.x, top * change.y, width * change.x, height * change.y];
      for (const [at, side] of expected.entries()) expect(around?.[at]).toBeCloseTo(side, 6);
    }),
  );
});
