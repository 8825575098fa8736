/** Boxes of all images. */
export interface Boxes {
  /** Number of the image of each box. */
  readonly images: Uint32Array;
  /** Class of each box, its place in one joint list. */
  readonly classes: Int32Array;
  /** Four numbers a box: left, top, width, height, in pixels. */
  readonly places: Float64Array;
}

export interface LabelBoxes extends Boxes {
  /** 1: a region of many objects not told apart, which any number of predictions may lie in; null: no box is. */
  readonly isCrowd: Uint8Array | null;
  /** Square pixels of each object, where the annotations give its outline's; null: width × height. */
  readonly areas: Float64Array | null;
}

export interface PredictedBoxes extends Boxes {
  readonly scores: Float64Array;
}

export function boxArea({ places }: Boxes, box: number): number {
  return (places[4 * box + 2] as number) * (places[4 * box + 3] as number);
}

/**
 * Intersection over union of two boxes, in [0, 1]; 0 where they do not overlap. As COCO computes it, edges not counted in.
 * @param isCrowd whether `other` is a crowd: then over the area of `box` alone
 */
export function overlapOf(boxes: Boxes, box: number, others: Boxes, other: number, isCrowd: boolean): number {
  const width = sharedLength(boxes.places, 4 * box, others.places, 4 * other);
  if (width <= 0) return 0;
  const height = sharedLength(boxes.places, 4 * box + 1, others.places, 4 * other + 1);
  if (height <= 0) return 0;
  const shared = width * height;
  const own = boxArea(boxes, box);
  return shared / (isCrowd ? own : own + boxArea(others, other) - shared);
}

/** Length of what two boxes share along one axis; 0 or less: nothing. */
function sharedLength(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const [startA, startB] = [a[i] as number, b[j] as number];
  return Math.min((a[i + 2] as number) + startA, (b[j + 2] as number) + startB) - Math.max(startA, startB);
}
