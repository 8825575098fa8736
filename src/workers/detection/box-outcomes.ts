import { BOX_OUTCOMES, type BoxOutcome } from '../../shared/detection.ts';
import type { Steps } from '../duplicates/steps.ts';
import type { Boxes, LabelBoxes, PredictedBoxes } from './boxes.ts';
import { type BoxGroup, groupsOf, sortBoxes } from './group-boxes.ts';
import { type GroupOverlaps, matchBoxes, overlapsOf, UNMATCHED } from './match-boxes.ts';

export interface MatchOptions {
  /** IoU that a match takes; .5 is usual. */
  readonly leastOverlap: number;
  /** Predictions with a lower score are ignored. */
  readonly leastScore: number;
  /** Else a prediction may be matched to a label of another class, which is a true positive nonetheless. */
  readonly byClass: boolean;
}

export interface BoxOutcomes {
  /** Place in BOX_OUTCOMES of each label box: true-positive (found), false-negative or ignored. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** Place in BOX_OUTCOMES of each predicted box: true-positive, false-positive or ignored. */
  readonly predictions: Uint8Array<ArrayBuffer>;
  /** By predicted box: the label box it is matched to; UNMATCHED: none. */
  readonly labelOf: Int32Array<ArrayBuffer>;
  /** By label box: the most confident predicted box matched to it; UNMATCHED: none. */
  readonly predictionOf: Int32Array<ArrayBuffer>;
  /** By predicted box: IoU with its label; 0 where there is none. */
  readonly overlaps: Float32Array<ArrayBuffer>;
}

/** Place of each outcome in BOX_OUTCOMES. */
export const OUTCOME_CODES = Object.fromEntries(BOX_OUTCOMES.map((outcome, code) => [outcome, code])) as Record<
  BoxOutcome,
  number
>;

/** Boxes matched as COCO does it, every prediction looked at: which are right, which wrong, which labels nothing found. */
export function* boxOutcomes(labels: LabelBoxes, predictions: PredictedBoxes, options: MatchOptions): Steps<BoxOutcomes> {
  const outcomes: BoxOutcomes = {
    labels: new Uint8Array(labels.images.length),
    predictions: new Uint8Array(predictions.images.length),
    labelOf: new Int32Array(predictions.images.length).fill(UNMATCHED),
    predictionOf: new Int32Array(labels.images.length).fill(UNMATCHED),
    overlaps: new Float32Array(predictions.images.length),
  };
  let done = 0;
  for (const group of groupsOf(yield* sortBoxes(labels, predictions, options))) {
    const overlaps = overlapsOf(group, labels, predictions, group.predictions.length);
    matchGroup(group, overlaps, options.leastOverlap, outcomes);
    done += group.predictions.length;
    yield done / Math.max(1, predictions.scores.length);
  }
  return outcomes;
}

function matchGroup(group: BoxGroup, overlaps: GroupOverlaps, least: number, into: BoxOutcomes): void {
  const matches = matchBoxes(overlaps, overlaps.isCrowd, least);
  for (const [place, label] of group.labels.entries()) {
    into.labels[label] = overlaps.isCrowd[place] === 1 ? OUTCOME_CODES.ignored : OUTCOME_CODES['false-negative'];
  }
  for (const [place, prediction] of group.predictions.entries()) {
    const match = matches[place] ?? UNMATCHED;
    const label = group.labels[match];
    if (label === undefined) {
      into.predictions[prediction] = OUTCOME_CODES['false-positive'];
      continue;
    }
    const code = overlaps.isCrowd[match] === 1 ? OUTCOME_CODES.ignored : OUTCOME_CODES['true-positive'];
    into.predictions[prediction] = code;
    into.labels[label] = code;
    into.labelOf[prediction] = label;
    if (into.predictionOf[label] === UNMATCHED) into.predictionOf[label] = prediction;
    into.overlaps[prediction] = overlaps.values[place * overlaps.labels + match] as number;
  }
}

/** Boxes by image, for filters and sorting. */
export interface ImageOutcomes {
  readonly truePositives: Uint32Array<ArrayBuffer>;
  readonly falsePositives: Uint32Array<ArrayBuffer>;
  readonly falseNegatives: Uint32Array<ArrayBuffer>;
}

/** @param images how many there are; their numbers are below it */
export function outcomesByImage(outcomes: BoxOutcomes, labels: Boxes, predictions: Boxes, images: number): ImageOutcomes {
  return {
    truePositives: tally(outcomes.predictions, OUTCOME_CODES['true-positive'], predictions, images),
    falsePositives: tally(outcomes.predictions, OUTCOME_CODES['false-positive'], predictions, images),
    falseNegatives: tally(outcomes.labels, OUTCOME_CODES['false-negative'], labels, images),
  };
}

function tally(codes: Uint8Array, code: number, boxes: Boxes, images: number): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(images);
  for (let box = 0; box < codes.length; box++) {
    const image = boxes.images[box] as number;
    if (codes[box] === code) counts[image] = (counts[image] as number) + 1;
  }
  return counts;
}
