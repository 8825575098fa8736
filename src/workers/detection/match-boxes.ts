import { type LabelBoxes, overlapOf, type PredictedBoxes } from './boxes.ts';
import type { BoxGroup } from './group-boxes.ts';

export const UNMATCHED = -1;
/** A box as good as equal to another passes a threshold of 1. */
const NEARLY_ONE = 1 - 1e-10;

/** How a group's predictions lie on its labels. */
export interface GroupOverlaps {
  readonly labels: number;
  /** Predictions × labels, row by row. */
  readonly values: Float64Array;
  /** 1: may be matched more than once. */
  readonly isCrowd: Uint8Array;
}

/** @param most predictions looked at, the best ones */
export function overlapsOf(group: BoxGroup, labels: LabelBoxes, predictions: PredictedBoxes, most: number): GroupOverlaps {
  const chosen = group.predictions.slice(0, most);
  const isCrowd = Uint8Array.from(group.labels, (label) => labels.isCrowd?.[label] ?? 0);
  const values = new Float64Array(chosen.length * group.labels.length);
  let at = 0;
  for (const prediction of chosen) {
    for (const [place, label] of group.labels.entries()) {
      values[at++] = overlapOf(predictions, prediction, labels, label, isCrowd[place] === 1);
    }
  }
  return { labels: group.labels.length, values, isCrowd };
}

/**
 * Each prediction in turn, the most confident first, takes the label that it overlaps most among those left; a label that is
 * ignored only where no other will do. Of equal overlaps the later label is taken. [pycocotools, COCOeval.evaluateImg]
 * @param isIgnored by label of the group
 * @returns by prediction, the place of its label in the group; UNMATCHED: none overlaps by `least`
 */
export function matchBoxes({ labels, values, isCrowd }: GroupOverlaps, isIgnored: Uint8Array, least: number): Int32Array {
  const order = [...places(labels, isIgnored, 0), ...places(labels, isIgnored, 1)];
  const matches = new Int32Array(labels === 0 ? 0 : values.length / labels).fill(UNMATCHED);
  const isTaken = new Uint8Array(labels);
  for (let prediction = 0; prediction < matches.length; prediction++) {
    let best = Math.min(least, NEARLY_ONE);
    let match = UNMATCHED;
    for (const label of order) {
      if (isTaken[label] === 1 && isCrowd[label] === 0) continue;
      if (match !== UNMATCHED && isIgnored[match] === 0 && isIgnored[label] === 1) break;
      const overlap = values[prediction * labels + label] as number;
      if (overlap < best) continue;
      best = overlap;
      match = label;
    }
    if (match === UNMATCHED) continue;
    matches[prediction] = match;
    isTaken[match] = 1;
  }
  return matches;
}

function places(labels: number, isIgnored: Uint8Array, ignored: 0 | 1): number[] {
  return Array.from({ length: labels }, (_, label) => label).filter((label) => isIgnored[label] === ignored);
}
