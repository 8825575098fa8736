import type { Steps } from '../duplicates/steps.ts';
import type { Boxes, PredictedBoxes } from './boxes.ts';

/** Boxes between two yields. */
const STEP = 20_000;

/** Boxes that may be matched with each other. */
export interface BoxGroup {
  readonly image: number;
  /** -1 where all classes are in one group. */
  readonly class: number;
  readonly labels: number[];
  /** The highest score first, equal ones as they come. */
  readonly predictions: number[];
}

export interface Grouping {
  /** Else all boxes of an image are one group. */
  readonly byClass: boolean;
  /** Predictions with a lower score are left out. */
  readonly leastScore: number;
}

/** Boxes by class, then image; only groups that have any. */
export function* groupBoxes(labels: Boxes, predictions: PredictedBoxes, grouping: Grouping): Steps<readonly BoxGroup[]> {
  const groups = new Map<number, BoxGroup>();
  const groupOf = ({ images, classes }: Boxes, box: number): BoxGroup => {
    const image = images[box] as number;
    const one = grouping.byClass ? (classes[box] as number) : -1;
    const key = (one + 1) * 2 ** 32 + image;
    const group = groups.get(key) ?? { image, class: one, labels: [], predictions: [] };
    if (group.labels.length + group.predictions.length === 0) groups.set(key, group);
    return group;
  };
  for (let box = 0; box < labels.images.length; box++) {
    if (box % STEP === 0) yield 0;
    groupOf(labels, box).labels.push(box);
  }
  const { scores } = predictions;
  for (let box = 0; box < scores.length; box++) {
    if (box % STEP === 0) yield 0.5;
    if ((scores[box] as number) >= grouping.leastScore) groupOf(predictions, box).predictions.push(box);
  }
  const sorted = [...groups.values()].sort((a, b) => a.class - b.class || a.image - b.image);
  for (const [place, group] of sorted.entries()) {
    if (place % STEP === 0) yield 0.9;
    group.predictions.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  }
  return sorted;
}
