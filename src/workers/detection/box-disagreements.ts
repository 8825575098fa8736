import type { Steps } from '../duplicates/steps.ts';
import { NO_BOX } from './box-issues.ts';
import type { LabelBoxes, PredictedBoxes } from './boxes.ts';
import { type BoxGroup, groupsOf, sortBoxes } from './group-boxes.ts';
import { type GroupOverlaps, overlapsOf } from './match-boxes.ts';

export interface DisagreementOptions {
  /** IoU from which on two boxes are about the same object. */
  readonly leastOverlap: number;
  /** Score from which on a prediction is confident. */
  readonly confident: number;
  /** Predictions with a lower score say nothing at all. */
  readonly leastScore: number;
}

export const DISAGREEMENT_DEFAULTS: DisagreementOptions = { leastOverlap: 0.5, confident: 0.5, leastScore: 0.05 };

export interface BoxDisagreements {
  /** By predicted box: 1 = confident, but where no label box is, of whatever class. */
  readonly unlabelled: Uint8Array<ArrayBuffer>;
  /** By label box: 1 = no prediction, of whatever class, is there; never a crowd. */
  readonly unpredicted: Uint8Array<ArrayBuffer>;
  /**
   * By label box: the most confident prediction there, if it is confident, of another class, and belongs to no label box of
   * that class; else NO_BOX.
   */
  readonly wrongClass: Int32Array<ArrayBuffer>;
}

/** Where boxes of labels and predictions contradict each other. Boxes of one object need not be matched one to one. */
export function* boxDisagreements(
  labels: LabelBoxes,
  predictions: PredictedBoxes,
  options: DisagreementOptions = DISAGREEMENT_DEFAULTS,
): Steps<BoxDisagreements> {
  const found: BoxDisagreements = {
    unlabelled: new Uint8Array(predictions.images.length),
    unpredicted: new Uint8Array(labels.images.length),
    wrongClass: new Int32Array(labels.images.length).fill(NO_BOX),
  };
  const boxes = yield* sortBoxes(labels, predictions, { byClass: false, leastScore: options.leastScore });
  let done = 0;
  for (const group of groupsOf(boxes)) {
    const overlaps = overlapsOf(group, labels, predictions, group.predictions.length);
    const image: ImageBoxes = { group, overlaps, labels, predictions, options };
    markUnlabelled(image, found);
    markLabels(image, found);
    done += group.predictions.length;
    yield done / Math.max(1, predictions.scores.length);
  }
  return found;
}

interface ImageBoxes {
  readonly group: BoxGroup;
  readonly overlaps: GroupOverlaps;
  readonly labels: LabelBoxes;
  readonly predictions: PredictedBoxes;
  readonly options: DisagreementOptions;
}

function isSameObject({ overlaps, options }: ImageBoxes, prediction: number, label: number): boolean {
  return (overlaps.values[prediction * overlaps.labels + label] as number) >= options.leastOverlap;
}

function isConfident({ predictions, options }: ImageBoxes, box: number): boolean {
  return (predictions.scores[box] as number) >= options.confident;
}

function markUnlabelled(image: ImageBoxes, { unlabelled }: BoxDisagreements): void {
  const { group } = image;
  for (const [place, box] of group.predictions.entries()) {
    if (!isConfident(image, box)) return;
    if (!group.labels.some((_, label) => isSameObject(image, place, label))) unlabelled[box] = 1;
  }
}

function markLabels(image: ImageBoxes, { unpredicted, wrongClass }: BoxDisagreements): void {
  const { group, overlaps, labels, predictions } = image;
  for (const [place, label] of group.labels.entries()) {
    if (overlaps.isCrowd[place] === 1) continue;
    const first = group.predictions.findIndex((_, prediction) => isSameObject(image, prediction, place));
    const box = group.predictions[first];
    if (box === undefined) {
      unpredicted[label] = 1;
      continue;
    }
    const suggested = predictions.classes[box];
    const isExplained = group.labels.some(
      (other, otherPlace) => labels.classes[other] === suggested && isSameObject(image, first, otherPlace),
    );
    if (isConfident(image, box) && !isExplained) wrongClass[label] = box;
  }
}
