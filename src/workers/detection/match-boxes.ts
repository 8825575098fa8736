import { type LabelBoxes, overlapOf, type PredictedBoxes } from './boxes.ts';
import type { BoxGroup } from './group-boxes.ts';

export const UNMATCHED = -1;
/** A box as good as equal to another passes a threshold of 1. */
const NEARLY_ONE = 1 - 1e-10;

/** How a group's predictions lie on its labels. */
export interface GroupOverlaps {
  readonly predictions: number;
  readonly labels: number;
  /** Predictions × labels, row by row. */
  readonly values: Float64Array;
  readonly largest: number;
  /** By label; 1: may be matched more than once. */
  readonly isCrowd: Uint8Array;
}

/** @param most predictions looked at, the best ones */
export function overlapsOf(group: BoxGroup, labels: LabelBoxes, predictions: PredictedBoxes, most: number): GroupOverlaps {
  const rows = Math.min(group.predictions.length, most);
  const columns = group.labels.length;
  const isCrowd = Uint8Array.from(group.labels, (label) => labels.isCrowd?.[label] ?? 0);
  const values = new Float64Array(rows * columns);
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [prediction, label] = [group.predictions[row] as number, group.labels[column] as number];
      const overlap = overlapOf(predictions, prediction, labels, label, isCrowd[column] === 1);
      values[row * columns + column] = overlap;
      if (overlap > largest) largest = overlap;
    }
  }
  return { predictions: rows, labels: columns, values, largest, isCrowd };
}

/**
 * Each prediction in turn, the most confident first, takes the label that it overlaps most among those left; a label that is
 * ignored only where no other will do. Of equal overlaps the later label is taken. [pycocotools, COCOeval.evaluateImg]
 * @param isIgnored by label of the group
 * @returns by prediction, the place of its label in the group; UNMATCHED: none overlaps by `least`
 */
export function matchBoxes(overlaps: GroupOverlaps, isIgnored: Uint8Array, least: number): Int32Array<ArrayBuffer> {
  const { predictions, labels, values, isCrowd } = overlaps;
  const matches = new Int32Array(predictions).fill(UNMATCHED);
  const enough = Math.min(least, NEARLY_ONE);
  if (labels === 0 || overlaps.largest < enough) return matches;
  const isTaken = new Uint8Array(labels);
  for (let prediction = 0; prediction < predictions; prediction++) {
    let best = enough;
    let match = UNMATCHED;
    for (let ignored = 0; ignored <= 1 && match === UNMATCHED; ignored++) {
      for (let label = 0; label < labels; label++) {
        if (isIgnored[label] !== ignored || (isTaken[label] === 1 && isCrowd[label] === 0)) continue;
        const overlap = values[prediction * labels + label] as number;
        if (overlap < best) continue;
        best = overlap;
        match = label;
      }
    }
    if (match === UNMATCHED) continue;
    matches[prediction] = match;
    isTaken[match] = 1;
  }
  return matches;
}
