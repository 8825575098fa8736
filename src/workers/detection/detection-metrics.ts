import type { ClassDetection, DetectionMetrics } from '../../shared/detection.ts';
import type { Steps } from '../duplicates/steps.ts';
import { boxArea, type LabelBoxes, type PredictedBoxes } from './boxes.ts';
import { averagePrecisionOf, type ClassOutcomes, IGNORED, RIGHT, recallOf, WRONG } from './class-curves.ts';
import { type BoxGroup, groupsOf, sortBoxes } from './group-boxes.ts';
import { type GroupOverlaps, matchBoxes, overlapsOf, UNMATCHED } from './match-boxes.ts';

/** .50, .55 … .95, the same doubles that numpy.linspace gives. */
const THRESHOLDS = Array.from({ length: 10 }, (_, i) => (i === 9 ? 0.95 : i * ((0.95 - 0.5) / 9) + 0.5));
const MOST = 100;
/** Square pixels, both ends within. */
const AREAS = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const;
type AreaName = keyof typeof AREAS;
type Area = readonly [least: number, most: number];

/** COCO's twelve numbers and those of each class: what pycocotools' COCOeval computes of the same boxes. */
export function* detectionMetrics(labels: LabelBoxes, predictions: PredictedBoxes): Steps<DetectionMetrics> {
  const boxes = yield* sortBoxes(labels, predictions, { byClass: true, leastScore: Number.NEGATIVE_INFINITY });
  const results: ClassResult[] = [];
  let ofClass: BoxGroup[] = [];
  let done = 0;
  for (const group of groupsOf(boxes)) {
    const before = ofClass[0];
    if (before !== undefined && before.class !== group.class) {
      results.push(yield* measureClass(ofClass, { labels, predictions, done }));
      done += predictionsOf(ofClass) / Math.max(1, predictions.scores.length);
      ofClass = [];
    }
    ofClass.push(group);
    yield done;
  }
  if (ofClass.length > 0) results.push(yield* measureClass(ofClass, { labels, predictions, done }));
  return summarize(results);
}

interface ClassResult {
  readonly class: number;
  readonly labels: number;
  /** By threshold, NaN without labels. */
  readonly precisions: Readonly<Record<AreaName, readonly number[]>>;
  readonly recalls: Readonly<Record<AreaName, readonly number[]>>;
  readonly recallsOfFirst: readonly number[];
  readonly recallsOfTen: readonly number[];
}

interface BothBoxes {
  readonly labels: LabelBoxes;
  readonly predictions: PredictedBoxes;
  /** Share of the work before this class. */
  readonly done: number;
}

function predictionsOf(groups: readonly BoxGroup[]): number {
  return groups.reduce((sum, group) => sum + group.predictions.length, 0);
}

function* measureClass(groups: readonly BoxGroup[], boxes: BothBoxes): Steps<ClassResult> {
  const overlaps: GroupOverlaps[] = [];
  for (const group of groups) {
    overlaps.push(overlapsOf(group, boxes.labels, boxes.predictions, MOST));
    yield boxes.done;
  }
  const frame = frameOf(groups, boxes.predictions);
  const all = yield* outcomesOf(groups, overlaps, boxes, frame, AREAS.all);
  const small = yield* outcomesOf(groups, overlaps, boxes, frame, AREAS.small);
  const medium = yield* outcomesOf(groups, overlaps, boxes, frame, AREAS.medium);
  const large = yield* outcomesOf(groups, overlaps, boxes, frame, AREAS.large);
  return {
    class: groups[0]?.class ?? 0,
    labels: all.labels,
    precisions: {
      all: yield* byThreshold(all, averagePrecisionOf, boxes.done),
      small: yield* byThreshold(small, averagePrecisionOf, boxes.done),
      medium: yield* byThreshold(medium, averagePrecisionOf, boxes.done),
      large: yield* byThreshold(large, averagePrecisionOf, boxes.done),
    },
    recalls: {
      all: yield* byThreshold(all, recallWith(MOST), boxes.done),
      small: yield* byThreshold(small, recallWith(MOST), boxes.done),
      medium: yield* byThreshold(medium, recallWith(MOST), boxes.done),
      large: yield* byThreshold(large, recallWith(MOST), boxes.done),
    },
    recallsOfFirst: yield* byThreshold(all, recallWith(1), boxes.done),
    recallsOfTen: yield* byThreshold(all, recallWith(10), boxes.done),
  };
}

type Measure = (outcomes: ClassOutcomes, threshold: number) => number;

const recallWith =
  (most: number): Measure =>
  (outcomes, threshold) =>
    recallOf(outcomes, threshold, most);

/** NaN at every threshold where there is no label. */
function* byThreshold(outcomes: ClassOutcomes, measure: Measure, done: number): Steps<number[]> {
  const values: number[] = [];
  for (const threshold of THRESHOLDS.keys()) {
    values.push(outcomes.labels === 0 ? Number.NaN : measure(outcomes, threshold));
    yield done;
  }
  return values;
}

type Frame = Pick<ClassOutcomes, 'order' | 'ranks'>;

/** The predictions of a class that are looked at: image by image, the most confident of each first. */
function frameOf(groups: readonly BoxGroup[], { scores }: PredictedBoxes): Frame {
  const chosen = groups.map(({ predictions }) => predictions.slice(0, MOST));
  const values = Float64Array.from(chosen.flat(), (prediction) => scores[prediction] as number);
  const ranks = Uint32Array.from(chosen.flatMap((ofImage) => ofImage.map((_, rank) => rank)));
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  return { order, ranks };
}

function* outcomesOf(
  groups: readonly BoxGroup[],
  overlaps: readonly GroupOverlaps[],
  { labels, predictions, done }: BothBoxes,
  { order, ranks }: Frame,
  area: Area,
): Steps<ClassOutcomes> {
  const outcomes = new Uint8Array(THRESHOLDS.length * ranks.length);
  let counted = 0;
  let start = 0;
  for (const [place, group] of groups.entries()) {
    const ofGroup = overlaps[place] as GroupOverlaps;
    const isIgnored = Uint8Array.from(group.labels, (label, k) =>
      ofGroup.isCrowd[k] === 1 || isBeyond(labels.areas?.[label] ?? boxArea(labels, label), area) ? 1 : 0,
    );
    for (const ignored of isIgnored) counted += 1 - ignored;
    for (let k = 0; k < ofGroup.predictions; k++) {
      const isOfArea = !isBeyond(boxArea(predictions, group.predictions[k] as number), area);
      for (let at = start + k; at < outcomes.length; at += ranks.length) outcomes[at] = isOfArea ? WRONG : IGNORED;
    }
    for (const [threshold, least] of THRESHOLDS.entries()) {
      if (ofGroup.largest < least) break;
      const matches = matchBoxes(ofGroup, isIgnored, least);
      for (let k = 0; k < matches.length; k++) {
        const match = matches[k] as number;
        if (match === UNMATCHED) continue;
        outcomes[threshold * ranks.length + start + k] = isIgnored[match] === 1 ? IGNORED : RIGHT;
      }
    }
    start += ofGroup.predictions;
    yield done;
  }
  return { order, ranks, outcomes, labels: counted };
}

function isBeyond(value: number, [least, most]: Area): boolean {
  return value < least || value > most;
}

function summarize(results: readonly ClassResult[]): DetectionMetrics {
  const mean = (valuesOf: (result: ClassResult) => readonly (number | undefined)[]): number | null =>
    meanOf(results.flatMap(valuesOf));
  return {
    ap: mean(({ precisions }) => precisions.all),
    ap50: mean(({ precisions }) => [precisions.all[0]]),
    ap75: mean(({ precisions }) => [precisions.all[5]]),
    apSmall: mean(({ precisions }) => precisions.small),
    apMedium: mean(({ precisions }) => precisions.medium),
    apLarge: mean(({ precisions }) => precisions.large),
    ar1: mean(({ recallsOfFirst }) => recallsOfFirst),
    ar10: mean(({ recallsOfTen }) => recallsOfTen),
    ar100: mean(({ recalls }) => recalls.all),
    arSmall: mean(({ recalls }) => recalls.small),
    arMedium: mean(({ recalls }) => recalls.medium),
    arLarge: mean(({ recalls }) => recalls.large),
    perClass: results.map(detectionOf),
  };
}

function detectionOf({ class: one, labels, precisions, recalls }: ClassResult): ClassDetection {
  return { class: one, labels, ap: meanOf(precisions.all), ap50: meanOf([precisions.all[0]]), ar100: meanOf(recalls.all) };
}

/** Of the values that are there; null where none is. */
function meanOf(values: readonly (number | undefined)[]): number | null {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (value === undefined || Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
}
