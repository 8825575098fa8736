import type { Steps } from '../duplicates/steps.ts';
import { type Boxes, overlapOf } from './boxes.ts';

/** Boxes between two yields. */
const STEP = 2000;
export const NO_BOX = -1;

/** 1 where a box has no area, or a number that is none. */
export function zeroAreaBoxes({ places, classes }: Boxes): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(classes, (_, box) => {
    const place = places.subarray(4 * box, 4 * box + 4);
    return place.every(Number.isFinite) && (place[2] as number) > 0 && (place[3] as number) > 0 ? 0 : 1;
  });
}

/** By image; 0 = not known. */
export interface ImageSizes {
  readonly widths: ArrayLike<number>;
  readonly heights: ArrayLike<number>;
}

/** 1 where a box reaches out of its image by more than `slack` pixels; formats that count from 1 are off by one. */
export function outsideBoxes({ places, images }: Boxes, { widths, heights }: ImageSizes, slack = 1): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(images, (image, box) => {
    const [left = 0, top = 0, width = 0, height = 0] = places.subarray(4 * box, 4 * box + 4);
    const [across, down] = [widths[image] ?? 0, heights[image] ?? 0];
    if (across === 0 || down === 0) return 0;
    const most = Math.max(-left, -top, left + width - across, top + height - down);
    return most > slack ? 1 : 0;
  });
}

/** By box: the first box of its image and class that it overlaps by more than `overlap` (IoU); NO_BOX: none came before. */
export function* duplicatedBoxes(boxes: Boxes, overlap = 0.9): Steps<Int32Array<ArrayBuffer>> {
  const firsts = new Int32Array(boxes.images.length).fill(NO_BOX);
  const before = new Map<number, number[]>();
  for (let box = 0; box < firsts.length; box++) {
    if (box % STEP === 0) yield box / firsts.length;
    const key = (boxes.classes[box] as number) * 2 ** 32 + (boxes.images[box] as number);
    const others = before.get(key) ?? [];
    if (others.length === 0) before.set(key, others);
    const first = others.find((other) => overlapOf(boxes, box, boxes, other, false) > overlap);
    if (first === undefined) others.push(box);
    else firsts[box] = first;
  }
  return firsts;
}
