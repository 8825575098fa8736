import type { LabelBoxes, PredictedBoxes } from '../../../src/workers/detection/boxes.ts';

/** Image, class, left, top, width, height. */
export type BoxRow = readonly [image: number, class_: number, left: number, top: number, width: number, height: number];

export function labelBoxes(rows: readonly BoxRow[], isCrowd: Uint8Array | null = null): LabelBoxes {
  return {
    images: Uint32Array.from(rows, ([image]) => image),
    classes: Int32Array.from(rows, ([, one]) => one),
    places: Float64Array.from(rows.flatMap(([, , ...place]) => place)),
    isCrowd,
    areas: null,
  };
}

export function predictedBoxes(rows: readonly (readonly [...BoxRow, score: number])[]): PredictedBoxes {
  return {
    images: Uint32Array.from(rows, ([image]) => image),
    classes: Int32Array.from(rows, ([, one]) => one),
    places: Float64Array.from(rows.flatMap(([, , left, top, width, height]) => [left, top, width, height])),
    scores: Float64Array.from(rows, (row) => row[6]),
  };
}
