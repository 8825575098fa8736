import type { Boxes, LabelBoxes, PredictedBoxes } from '../detection/boxes.ts';
import { type Bits, bitsWhere, hasBit } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { withStatus } from './file-issues.ts';
import type { GivenBoxes } from './given-boxes.ts';
import type { PlacedRun } from './predictions.ts';
import type { RunBoxes } from './run-cache.ts';
import { compareCodePoints } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Given and predicted boxes over one list of classes; images are rows, ascending. Of samples that are annotated and there. */
export interface ComparedBoxes {
  readonly placed: PlacedRun;
  /** Sorted by name. */
  readonly classes: readonly string[];
  readonly labels: LabelBoxes;
  readonly predictions: PredictedBoxes;
  readonly annotated: Bits;
  /** The same text while all of it stays the same. */
  readonly version: string;
}

export interface BoxesToCompare {
  readonly store: ColumnStore;
  readonly placed: PlacedRun;
  readonly given: GivenBoxes;
  readonly found: RunBoxes;
  readonly version: string;
}

/** A detector that says no confidence is taken to be sure. */
export const sure = (score: number | undefined): number => (score === undefined || Number.isNaN(score) ? 1 : score);

/** Puts given and predicted boxes side by side; the columns `boxes` and `status` must be ready. */
export async function compareBoxes(
  { store, placed, given, found, version }: BoxesToCompare,
  checkpoint: Checkpoint,
): Promise<ComparedBoxes> {
  const { run } = placed;
  const counts = store.numbers('boxes');
  const isMissing = withStatus(store, 'missing');
  const annotated = bitsWhere(store.size, (row) => !Number.isNaN(counts[row] ?? Number.NaN) && !isMissing(row));
  const used = new Set(given.classes);
  const classes = [...new Set([...given.names.filter((_, place) => used.has(place)), ...run.classes])].sort(compareCodePoints);
  const places = new Map(classes.map((name, place) => [name, place]));
  const placesOf = (names: readonly string[]): Int32Array => Int32Array.from(names, (name) => places.get(name) ?? -1);
  const [ofGiven, ofRun] = [placesOf(given.names), placesOf(run.classes)];
  const labels = boxesWhere(given.images, (row) => hasBit(annotated, row));
  await checkpoint();
  const rows = Int32Array.from(found.ids, (id) => store.ids.rowOf(id));
  const predictions = boxesWhere(rows, (row) => row >= 0 && hasBit(annotated, row));
  await checkpoint();
  return {
    placed,
    classes,
    annotated,
    version,
    labels: {
      images: labels.map((box) => given.images[box] as number),
      classes: Int32Array.from(labels, (box) => ofGiven[given.classes[box] as number] ?? -1),
      places: placesAt(given.places, labels),
      isCrowd: Uint8Array.from(labels, (box) => given.isCrowd[box] as number),
      areas: Float64Array.from(labels, (box) => given.areas[box] as number),
    },
    predictions: {
      images: predictions.map((box) => rows[box] as number),
      classes: Int32Array.from(predictions, (box) => ofRun[found.classes[box] as number] ?? -1),
      places: placesAt(found.places, predictions),
      scores: Float64Array.from(predictions, (box) => sure(found.scores[box])),
    },
  };
}

/** Of some rows, in arrays of their own. */
export function labelBoxesIn(labels: LabelBoxes, rows: Bits): LabelBoxes {
  const boxes = boxesWhere(labels.images, (row) => hasBit(rows, row));
  return {
    ...picked(labels, boxes),
    isCrowd: labels.isCrowd === null ? null : Uint8Array.from(boxes, (box) => labels.isCrowd?.[box] ?? 0),
    areas: labels.areas === null ? null : Float64Array.from(boxes, (box) => labels.areas?.[box] ?? 0),
  };
}

/** Of some rows, in arrays of their own. */
export function predictedBoxesIn(predictions: PredictedBoxes, rows: Bits): PredictedBoxes {
  const boxes = boxesWhere(predictions.images, (row) => hasBit(rows, row));
  return { ...picked(predictions, boxes), scores: Float64Array.from(boxes, (box) => predictions.scores[box] ?? 1) };
}

function picked({ images, classes, places }: Boxes, boxes: Uint32Array): Boxes {
  return {
    images: boxes.map((box) => images[box] as number),
    classes: Int32Array.from(boxes, (box) => classes[box] as number),
    places: placesAt(places, boxes),
  };
}

function boxesWhere(rows: Uint32Array | Int32Array, isChosen: (row: number) => boolean): Uint32Array {
  const boxes = new Uint32Array(rows.length);
  let length = 0;
  for (let box = 0; box < rows.length; box++) if (isChosen(rows[box] as number)) boxes[length++] = box;
  return boxes.slice(0, length);
}

function placesAt(places: Float64Array, boxes: Uint32Array): Float64Array {
  const found = new Float64Array(4 * boxes.length);
  for (let at = 0; at < boxes.length; at++) {
    const from = 4 * (boxes[at] as number);
    found.set(places.subarray(from, from + 4), 4 * at);
  }
  return found;
}
