import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskRuns } from '../../../src/main/labels/rle-runs.ts';
import { shapeOfBox } from '../../../src/main/labels/shape-of-box.ts';

const upright = { width: 40, height: 30, orientation: 1 };
const shape = (extra: Record<string, unknown>, frame = upright, isUpright = false) =>
  shapeOfBox({ class: 'cat', extra }, 3, frame, isUpright);

test('outlines of any format become x and y by turns', () => {
  const triangle = [1, 2, 10, 2, 10, 20];
  for (const extra of [
    { segmentation: [triangle] },
    {
      shape_type: 'polygon',
      points: [
        [1, 2],
        [10, 2],
        [10, 20],
      ],
    },
    { points: '1,2;10,2;10,20' },
    {
      type: 'POLYGON',
      points: [
        { x: 1, y: 2 },
        { x: 10, y: 2 },
        { x: 10, y: 20 },
      ],
    },
    { points: triangle },
  ]) {
    expect(shape(extra)).toEqual({ class: 'cat', box: 3, outlines: [triangle], mask: [], keypoints: [] });
  }
});

test('what is no shape is none', () => {
  for (const extra of [
    {},
    { segmentation: [] },
    { segmentation: [[1, 2, 3]] },
    { segmentation: [[1, 2, 'x', 4, 5, 6]] },
    { points: 'a,b;c' },
    {
      shape_type: 'circle',
      points: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    },
    { keypoints: [1, 2] },
    { segmentation: { size: [2, 2], counts: [1, 9] } },
  ]) {
    expect(shape(extra)).toBeNull();
  }
});

test('keypoints that are not there are left out', () => {
  expect(shape({ keypoints: [1, 2, 2, 0, 0, 0, 5, 6, 1] })?.keypoints).toEqual([1, 2, 2, 5, 6, 1]);
});

test('shapes of stored pixels turn with the picture; those of the picture as it is shown do not', () => {
  // Stored 40 × 30, shown 30 × 40: what is on the left is on top.
  const turned = { width: 30, height: 40, orientation: 6 };
  const extra = { segmentation: [[0, 0, 40, 0, 0, 30]], keypoints: [40, 0, 2] };
  expect(shape(extra, turned)).toMatchObject({ outlines: [[30, 0, 30, 40, 0, 0]], keypoints: [30, 40, 2] });
  expect(shape(extra, turned, true)).toMatchObject({ outlines: [[0, 0, 40, 0, 0, 30]], keypoints: [40, 0, 2] });
  const mask = { segmentation: { size: [30, 40], counts: [0, 30, 1170] } };
  expect(shape(mask, turned)?.mask).toEqual([0, 0, 30, 1]);
});

test('runs go down the columns and on at the top of the next', () => {
  expect(maskRuns({ size: [3, 4], counts: [1, 4, 7] })).toEqual([0, 1, 1, 2, 1, 0, 1, 2]);
  expect(maskRuns({ size: [3, 4], counts: [13] })).toBeNull();
  expect(maskRuns({ size: [3, 4], counts: '\u0001' })).toBeNull();
  expect(maskRuns('no')).toBeNull();
});

/** As pycocotools packs them [cocoapi maskApi.c, rleToString]. */
function packed(counts: readonly number[]): string {
  let text = '';
  for (const [at, count] of counts.entries()) {
    let rest = at > 2 ? count - (counts[at - 2] ?? 0) : count;
    for (let hasMore = true; hasMore; ) {
      let code = rest & 31;
      rest >>= 5;
      hasMore = (code & 16) !== 0 ? rest !== -1 : rest !== 0;
      if (hasMore) code |= 32;
      text += String.fromCharCode(code + 48);
    }
  }
  return text;
}

test('packed runs are the same runs', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 }), (counts) => {
      const size = [100, Math.ceil(counts.reduce((sum, count) => sum + count, 0) / 100)];
      expect(maskRuns({ size, counts: packed(counts) })).toEqual(maskRuns({ size, counts }));
    }),
  );
});
