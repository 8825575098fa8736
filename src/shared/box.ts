import type { BoxOutcome } from './detection.ts';

/** Left, top, width and height in pixels of the picture as it is shown, upright. */
export type BoxPlace = readonly [left: number, top: number, width: number, height: number];

/** Pixels of a picture as it is shown, and how it is turned for that. */
export interface PictureFrame {
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 … 8; null: upright. */
  readonly orientation: number | null;
}

/** Turned onto its side: what is stored is as wide as the shown picture is tall. @see Exif 3.0, tag 274 */
export const isOnSide = ({ orientation }: Pick<PictureFrame, 'orientation'>): boolean => orientation !== null && orientation >= 5;

/** Pixels as they are stored. */
export function storedSize(frame: PictureFrame): { readonly width: number; readonly height: number } {
  return isOnSide(frame) ? { width: frame.height, height: frame.width } : frame;
}

/** Where a box of the stored pixels lies in the picture as it is shown. */
export function uprightPlace([left, top, width, height]: BoxPlace, frame: PictureFrame): BoxPlace {
  const fromRight = frame.width - (isOnSide(frame) ? top + height : left + width);
  const fromBottom = frame.height - (isOnSide(frame) ? left + width : top + height);
  switch (frame.orientation) {
    case 2:
      return [fromRight, top, width, height];
    case 3:
      return [fromRight, fromBottom, width, height];
    case 4:
      return [left, fromBottom, width, height];
    case 5:
      return [top, left, height, width];
    case 6:
      return [fromRight, left, height, width];
    case 7:
      return [fromRight, fromBottom, height, width];
    case 8:
      return [top, fromBottom, height, width];
    default:
      return [left, top, width, height];
  }
}

/** Where a box of the picture as it is shown lies in the stored pixels. */
export function storedPlace(place: BoxPlace, frame: PictureFrame): BoxPlace {
  const back = frame.orientation === 6 ? 8 : frame.orientation === 8 ? 6 : frame.orientation;
  return uprightPlace(place, { ...storedSize(frame), orientation: back });
}

/**
 * Whether annotations are about the picture as it is shown. COCO and Pascal VOC annotate stored pixels; tools that turn pictures
 * first write the turned size. Where the size tells nothing, stored pixels are meant.
 * @param size that the annotations say the picture has; null: they do not
 */
export function isUprightSize(size: { readonly width: number; readonly height: number } | null, frame: PictureFrame): boolean {
  return (
    size !== null && isOnSide(frame) && frame.width !== frame.height && size.width === frame.width && size.height === frame.height
  );
}

/**
 * What is wrong with a given box, the worst first. zero-area: no width or no height; outside: it reaches out of the picture;
 * duplicated: drawn twice; wrong-class: the run is sure of another class there.
 */
export const BOX_PROBLEMS = ['zero-area', 'outside', 'duplicated', 'wrong-class'] as const;
export type BoxProblem = (typeof BOX_PROBLEMS)[number];

/** A box that annotations give, and what became of it in a run. */
export interface GivenBox {
  readonly class: string;
  readonly place: BoxPlace;
  /** A region of many objects not told apart. */
  readonly isCrowd: boolean;
  /** Null: there is no run of boxes to match it with. */
  readonly outcome: BoxOutcome | null;
  readonly problems: readonly BoxProblem[];
  /** Of wrong-class: what the run says, and how surely. */
  readonly suggested: { readonly class: string; readonly score: number } | null;
}

export interface PredictedBox {
  readonly class: string;
  readonly place: BoxPlace;
  /** Null: the run says none. */
  readonly score: number | null;
  /** Null: the sample is not annotated. */
  readonly outcome: BoxOutcome | null;
  /** IoU with the given box it was matched with; null: with none. */
  readonly overlap: number | null;
}

/** Boxes of one sample. */
export interface SampleBoxes {
  readonly id: number;
  /** Null: no annotation speaks of it. */
  readonly given: readonly GivenBox[] | null;
  /** The most confident first; empty where the run has none. */
  readonly predicted: readonly PredictedBox[];
}
