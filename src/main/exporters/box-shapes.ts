import type { ExportBox } from '../index/export-boxes.ts';
import type { ExportRow } from '../index/export-rows.ts';
import { boxAround } from '../labels/outline.ts';
import { frameOf, shownOutline } from './own-frame.ts';

/**
 * outlines: every box has one outline, and is the smallest around it; keypoints: every box has so many. Formats in which all rows
 * are of one kind can tell these only so.
 */
export type BoxShapes = { readonly kind: 'boxes' | 'outlines' } | { readonly kind: 'keypoints'; readonly count: number };

/** Pixels that a box may differ from its outline: COCO rounds to hundredths. */
const ROUNDING = 0.01;

/** Finds what all boxes of an export have. */
export function createShapeCount() {
  let boxes = 0;
  let outlines = 0;
  const keypointCounts = new Map<number, number>();
  return {
    add(box: ExportBox, row: Pick<ExportRow, 'width' | 'height' | 'orientation'>, isUpright: boolean): void {
      boxes += 1;
      if (outlineOf(box, row, isUpright) !== null) outlines += 1;
      const count = keypointsOf(box).length / 3;
      if (count > 0) keypointCounts.set(count, (keypointCounts.get(count) ?? 0) + 1);
    },
    result(): BoxShapes {
      const [count = 0, ...others] = keypointCounts.keys();
      if (boxes > 0 && others.length === 0 && keypointCounts.get(count) === boxes) return { kind: 'keypoints', count };
      return { kind: boxes > 0 && outlines === boxes ? 'outlines' : 'boxes' };
    },
  };
}

/** The one outline of an object in the picture as it is shown, x and y by turns; null: it has none, or another one than its box. */
export function outlineOf(
  { extra, place }: ExportBox,
  row: Pick<ExportRow, 'width' | 'height' | 'orientation'>,
  isUpright: boolean,
): readonly number[] | null {
  const outlines = extra?.segmentation;
  const frame = frameOf(row);
  const [only, ...others]: unknown[] = Array.isArray(outlines) ? outlines : [];
  if (frame === null || !Array.isArray(only) || others.length > 0 || only.length < 6 || boxAround(only) === null) return null;
  const outline = shownOutline(only as number[], frame, isUpright);
  const around = boxAround(outline);
  return around?.every((value, at) => Math.abs(value - (place[at] ?? 0)) <= ROUNDING) === true ? outline : null;
}

/** As COCO has them: x, y and 0, 1 or 2 by turns, in the frame of the annotations; empty: there are none. */
export function keypointsOf({ extra }: ExportBox): readonly number[] {
  const keypoints = extra?.keypoints;
  const areNumbers = Array.isArray(keypoints) && keypoints.length % 3 === 0 && keypoints.every(Number.isFinite);
  return areNumbers ? (keypoints as number[]) : [];
}
