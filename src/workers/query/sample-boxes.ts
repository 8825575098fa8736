import {
  BOX_PROBLEMS,
  type BoxPlace,
  type BoxProblem,
  type GivenBox,
  type PredictedBox,
  type SampleBoxes,
} from '../../shared/box.ts';
import { BOX_OUTCOMES, type DetectionSettings } from '../../shared/detection.ts';
import { boxDisagreements } from '../detection/box-disagreements.ts';
import { duplicatedBoxes, NO_BOX, outsideBoxes, zeroAreaBoxes } from '../detection/box-issues.ts';
import { boxOutcomes } from '../detection/box-outcomes.ts';
import type { LabelBoxes, PredictedBoxes } from '../detection/boxes.ts';
import { UNMATCHED } from '../detection/match-boxes.ts';
import { atOnce } from '../duplicates/steps.ts';
import type { GivenBoxRow } from './column-reader.ts';
import type { ColumnStore } from './column-store.ts';
import { sure } from './compared-boxes.ts';
import { disagreementOptions } from './detections.ts';
import { boxesOfRow } from './given-boxes.ts';
import type { Predictions } from './predictions.ts';
import type { QueryRun, RunBoxes } from './run-cache.ts';
import type { Checkpoint } from './turns.ts';

interface Sources {
  readonly store: ColumnStore;
  readonly predictions: Predictions;
  readonly settings: DetectionSettings;
}

/**
 * Boxes of some samples with what became of them, in the order asked: each picture is matched by itself, so that no other has to
 * be read. @param run null: the active one, where it has boxes
 */
export async function sampleBoxes(
  ids: Uint32Array,
  run: string | null,
  { store, predictions, settings }: Sources,
  checkpoint: Checkpoint,
): Promise<readonly SampleBoxes[]> {
  await store.ready(['boxes', 'width', 'height'], checkpoint);
  const names = new Map(store.reader.classes().map(({ id, name }) => [id, name]));
  const given = Map.groupBy(store.reader.givenBoxesOf(JSON.stringify([...ids])), ([id]) => id);
  const chosen = run === null ? predictions.active() : predictions.find(run);
  const detector = chosen?.boxes === null || chosen === null ? null : chosen;
  const found = detector === null ? null : await predictions.cache.boxes(detector, checkpoint);
  return Array.from(ids, (id) => {
    const row = store.ids.rowOf(id);
    const isAnnotated = !Number.isNaN(store.numbers('boxes')[row] ?? Number.NaN);
    const size = { widths: [store.numbers('width')[row] ?? 0], heights: [store.numbers('height')[row] ?? 0] };
    const picture = pictureOf(given.get(id) ?? [], names, detector, found, id);
    return { id, ...described(picture, isAnnotated, size, settings) };
  });
}

/** Boxes of one picture, over one list of classes. */
interface Picture {
  readonly classes: readonly string[];
  readonly labels: LabelBoxes & { readonly isCrowd: Uint8Array };
  /** Null: there is no run of boxes. */
  readonly predictions: PredictedBoxes | null;
  readonly hasScore: (box: number) => boolean;
}

function pictureOf(
  rows: readonly GivenBoxRow[],
  names: ReadonlyMap<number, string>,
  detector: QueryRun | null,
  found: RunBoxes | null,
  id: number,
): Picture {
  const classes: string[] = [...(detector?.classes ?? [])];
  const classPlace = (name: string): number => {
    const place = classes.indexOf(name);
    return place >= 0 ? place : classes.push(name) - 1;
  };
  const labels = {
    images: new Uint32Array(rows.length),
    classes: Int32Array.from(rows, ([, classId]) => classPlace(names.get(classId) ?? '')),
    places: Float64Array.from(rows.flatMap(([, , ...rest]) => rest.slice(0, 4) as number[])),
    isCrowd: Uint8Array.from(rows, (row) => row[6]),
    areas: null,
  };
  if (found === null) return { classes, labels, predictions: null, hasScore: () => false };
  const [from, to] = boxesOfRow(found.ids, id);
  const scores = found.scores.subarray(from, to);
  const predictions = {
    images: new Uint32Array(to - from),
    classes: found.classes.subarray(from, to),
    places: found.places.subarray(4 * from, 4 * to),
    scores: Float64Array.from(scores, sure),
  };
  return { classes, labels, predictions, hasScore: (box) => !Number.isNaN(scores[box]) };
}

function described(
  { classes, labels, predictions, hasScore }: Picture,
  isAnnotated: boolean,
  size: { readonly widths: readonly number[]; readonly heights: readonly number[] },
  settings: DetectionSettings,
): Omit<SampleBoxes, 'id'> {
  const outcomes = predictions === null ? null : atOnce(boxOutcomes(labels, predictions, { ...settings, byClass: true }));
  const disagreements =
    predictions === null ? null : atOnce(boxDisagreements(labels, predictions, disagreementOptions(settings)));
  const flags: Readonly<Record<BoxProblem, ArrayLike<number>>> = {
    'zero-area': zeroAreaBoxes(labels),
    outside: outsideBoxes(labels, size),
    duplicated: atOnce(duplicatedBoxes(labels)).map((first) => (first === NO_BOX ? 0 : 1)),
    'wrong-class': (disagreements?.wrongClass ?? new Int32Array(labels.images.length).fill(NO_BOX)).map((box) =>
      box === NO_BOX ? 0 : 1,
    ),
  };
  const given = Array.from(labels.classes, (place, box): GivenBox => {
    const other = disagreements?.wrongClass[box] ?? NO_BOX;
    return {
      class: classes[place] ?? '',
      place: placeAt(labels.places, box),
      isCrowd: labels.isCrowd[box] === 1,
      outcome: outcomes === null ? null : (BOX_OUTCOMES[outcomes.labels[box] ?? 0] ?? null),
      problems: BOX_PROBLEMS.filter((problem) => flags[problem][box] === 1),
      suggested:
        other === NO_BOX || predictions === null
          ? null
          : { class: classes[predictions.classes[other] ?? -1] ?? '', score: predictions.scores[other] ?? 1 },
    };
  });
  const predicted = Array.from(predictions?.classes ?? [], (place, box): PredictedBox => {
    const score = predictions?.scores[box] ?? 1;
    const isMatched = (outcomes?.labelOf[box] ?? UNMATCHED) !== UNMATCHED;
    return {
      class: classes[place] ?? '',
      place: placeAt(predictions?.places ?? new Float64Array(0), box),
      score: hasScore(box) ? score : null,
      outcome: isAnnotated && outcomes !== null ? (BOX_OUTCOMES[outcomes.predictions[box] ?? 0] ?? null) : null,
      overlap: isMatched ? (outcomes?.overlaps[box] ?? null) : null,
    };
  });
  return { given: isAnnotated ? given : null, predicted };
}

function placeAt(places: Float64Array, box: number): BoxPlace {
  const [left = 0, top = 0, width = 0, height = 0] = places.subarray(4 * box, 4 * box + 4);
  return [left, top, width, height];
}
