import { type PictureFrame, uprightPlace } from '../../shared/box.ts';
import type { BoxShape } from '../../shared/box-shape.ts';
import { shownOutline } from '../exporters/own-frame.ts';
import type { ExportBox } from '../index/export-boxes.ts';
import { boxAround } from './outline.ts';
import { maskRuns } from './rle-runs.ts';

/**
 * The outlines, mask and keypoints that came along with a box, whichever format has them: COCO's `segmentation` and `keypoints`,
 * `points` of LabelMe, CVAT, Datumaro and VoTT.
 * @param isUpright they are about the picture as it is shown, not as it is stored
 * @returns null where there are none
 */
export function shapeOfBox(
  { class: name, extra }: Pick<ExportBox, 'class' | 'extra'>,
  box: number,
  frame: PictureFrame,
  isUpright: boolean,
): BoxShape | null {
  if (extra === null) return null;
  const outlines = outlinesIn(extra).map((outline) => shownOutline(outline, frame, isUpright));
  const mask = shownRuns(maskRuns(extra.segmentation) ?? [], frame, isUpright);
  const keypoints = keypointsIn(extra.keypoints, frame, isUpright);
  return outlines.length + mask.length + keypoints.length === 0 ? null : { class: name, box, outlines, mask, keypoints };
}

function outlinesIn({ segmentation, points, shape_type: type }: NonNullable<ExportBox['extra']>): readonly (readonly number[])[] {
  const drawn = [...(Array.isArray(segmentation) ? (segmentation as unknown[]) : []), ...(points === undefined ? [] : [points])];
  // LabelMe's lines, points and circles enclose no area that their points go around.
  if (type !== undefined && type !== 'polygon' && type !== 'rectangle') return [];
  return drawn.map(numbersIn).filter((outline) => outline.length >= 6 && boxAround(outline) !== null);
}

/** `[x, y, …]`, `[[x, y], …]`, `[{x, y}, …]` or `x,y;…` as x and y by turns; empty: it is none of these. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'string') return finite(value.split(/[;,]/).map(Number));
  if (!Array.isArray(value)) return [];
  return finite(
    (value as unknown[]).flatMap((part: unknown): unknown[] => {
      if (Array.isArray(part)) return part.slice(0, 2) as unknown[];
      return typeof part === 'object' && part !== null && 'x' in part && 'y' in part ? [part.x, part.y] : [part];
    }),
  );
}

function finite(values: readonly unknown[]): readonly number[] {
  const isOutline = values.length % 2 === 0 && values.every((value) => typeof value === 'number' && Number.isFinite(value));
  return isOutline ? (values as readonly number[]) : [];
}

function shownRuns(runs: readonly number[], frame: PictureFrame, isUpright: boolean): readonly number[] {
  if (isUpright || (frame.orientation ?? 1) === 1) return runs;
  const shown: number[] = [];
  for (let at = 0; at < runs.length; at += 4) {
    const [left = 0, top = 0, width = 0, height = 0] = runs.slice(at, at + 4);
    shown.push(...uprightPlace([left, top, width, height], frame));
  }
  return shown;
}

/** Those that are marked as there. */
function keypointsIn(value: unknown, frame: PictureFrame, isUpright: boolean): readonly number[] {
  const isList = Array.isArray(value) && value.length % 3 === 0 && value.every((one) => Number.isFinite(one));
  if (!isList) return [];
  const keypoints = value as readonly number[];
  const shown: number[] = [];
  for (let at = 0; at < keypoints.length; at += 3) {
    const [x = 0, y = 0, seen = 0] = keypoints.slice(at, at + 3);
    if (seen > 0) shown.push(...shownOutline([x, y], frame, isUpright), seen);
  }
  return shown;
}
