import { type BoxPlace, type PictureFrame, storedPlace, storedSize, uprightPlace } from '../../shared/box.ts';
import type { ExportAnnotation } from '../index/export-boxes.ts';
import type { ExportRow } from '../index/export-rows.ts';

/** A picture of which the size is known. */
export type SizedRow = Pick<ExportRow, 'orientation'> & { readonly width: number; readonly height: number };

/** How a picture is shown; null: its size is not known. */
export function frameOf({
  width,
  height,
  orientation,
}: Pick<ExportRow, 'width' | 'height' | 'orientation'>): PictureFrame | null {
  return width === null || height === null ? null : { width, height, orientation };
}

/** Pixels as the annotations of a sample mean them, and its boxes in these. */
export interface OwnFrame {
  readonly width: number;
  readonly height: number;
  /** They are those of the picture as it is shown, and these are not those that are stored. */
  readonly isTurned: boolean;
  placeOf(place: BoxPlace): BoxPlace;
}

/**
 * The frame that the annotations of a sample came in, so that outlines, masks and keypoints that came along stay right: the stored
 * pixels, as COCO and Pascal VOC mean them, unless the annotations were about the picture as EXIF turns it.
 */
export function ownFrame(frame: PictureFrame, annotation: Pick<ExportAnnotation, 'isUpright'> | null): OwnFrame {
  const hasTurn = (frame.orientation ?? 1) > 1;
  if (annotation?.isUpright === true || !hasTurn) {
    return { width: frame.width, height: frame.height, isTurned: hasTurn, placeOf: (place) => place };
  }
  return { ...storedSize(frame), isTurned: false, placeOf: (place) => storedPlace(place, frame) };
}

/** Points of the frame that annotations came in, in the picture as it is shown. @param outline x and y by turns */
export function shownOutline(outline: readonly number[], frame: PictureFrame, isUpright: boolean): readonly number[] {
  if (isUpright || (frame.orientation ?? 1) === 1) return outline;
  const shown: number[] = [];
  for (let at = 0; at < outline.length; at += 2) {
    const [x, y] = uprightPlace([outline[at] ?? 0, outline[at + 1] ?? 0, 0, 0], frame);
    shown.push(x, y);
  }
  return shown;
}
