import type { Steps } from '../duplicates/steps.ts';
import type { Boxes, PredictedBoxes } from './boxes.ts';

/** Boxes that may be matched with each other. */
export interface BoxGroup {
  readonly image: number;
  /** ALL_CLASSES where boxes are not told apart by class. */
  readonly class: number;
  readonly labels: readonly number[];
  /** The highest score first, equal ones as they come. */
  readonly predictions: readonly number[];
}

export const ALL_CLASSES = -1;

export interface Grouping {
  /** Else all boxes of an image are one group. */
  readonly byClass: boolean;
  /** Predictions with a lower score are left out. */
  readonly leastScore: number;
}

/** Boxes of labels and predictions in the order of class and image. */
export interface SortedBoxes {
  readonly labels: Boxes;
  readonly predictions: PredictedBoxes;
  readonly byClass: boolean;
  readonly labelOrder: Uint32Array;
  readonly predictionOrder: Uint32Array;
}

/** The first half of grouping: what groupsOf goes through. */
export function* sortBoxes(labels: Boxes, predictions: PredictedBoxes, grouping: Grouping): Steps<SortedBoxes> {
  const { byClass, leastScore } = grouping;
  const chosen = new Uint32Array(predictions.scores.length);
  let length = 0;
  for (let box = 0; box < chosen.length; box++) if ((predictions.scores[box] as number) >= leastScore) chosen[length++] = box;
  yield 0;
  const all = new Uint32Array(labels.images.length);
  for (let box = 0; box < all.length; box++) all[box] = box;
  const labelOrder = yield* sorted(labels, all, byClass);
  const predictionOrder = yield* sorted(predictions, chosen.subarray(0, length), byClass);
  return { labels, predictions, byClass, labelOrder, predictionOrder };
}

/** Groups that have any boxes, by class, then image, made as they are asked for. */
export function* groupsOf(boxes: SortedBoxes): Generator<BoxGroup, void, void> {
  const { labels, predictions, labelOrder, predictionOrder } = boxes;
  const classOf = (of: Boxes, box: number): number => (boxes.byClass ? (of.classes[box] as number) : ALL_CLASSES);
  const keyOf = (of: Boxes, box: number | undefined): number =>
    box === undefined ? Number.POSITIVE_INFINITY : (classOf(of, box) + 1) * 2 ** 32 + (of.images[box] as number);
  for (let i = 0, j = 0; i < labelOrder.length || j < predictionOrder.length; ) {
    const key = Math.min(keyOf(labels, labelOrder[i]), keyOf(predictions, predictionOrder[j]));
    const ofLabels: number[] = [];
    const ofPredictions: number[] = [];
    for (; keyOf(labels, labelOrder[i]) === key; i++) ofLabels.push(labelOrder[i] as number);
    for (; keyOf(predictions, predictionOrder[j]) === key; j++) ofPredictions.push(predictionOrder[j] as number);
    ofPredictions.sort((a, b) => (predictions.scores[b] as number) - (predictions.scores[a] as number) || a - b);
    yield { image: key % 2 ** 32, class: Math.floor(key / 2 ** 32) - 1, labels: ofLabels, predictions: ofPredictions };
  }
}

function* sorted({ images, classes }: Boxes, order: Uint32Array, byClass: boolean): Steps<Uint32Array> {
  const byImage = countingSort(order, images);
  yield 0;
  return byClass ? countingSort(byImage, classes) : byImage;
}

/** Boxes by their key, equal ones as they come. @param keys from -1 on */
function countingSort(order: Uint32Array, keys: ArrayLike<number>): Uint32Array {
  let most = -1;
  for (const box of order) most = Math.max(most, keys[box] as number);
  const starts = new Uint32Array(most + 3);
  // What is counted one place further on adds up to where each key begins.
  for (const box of order) starts[(keys[box] as number) + 2] = (starts[(keys[box] as number) + 2] as number) + 1;
  for (let place = 1; place < starts.length; place++) starts[place] = (starts[place] as number) + (starts[place - 1] as number);
  const into = new Uint32Array(order.length);
  for (const box of order) {
    const key = (keys[box] as number) + 1;
    const place = starts[key] as number;
    starts[key] = place + 1;
    into[place] = box;
  }
  return into;
}
