import type { DetectionCounts, DetectionSettings } from '../../shared/detection.ts';
import { WinnowError } from '../../shared/errors.ts';
import type { MatchedClasses } from '../../shared/query-match.ts';
import type { BoxField } from '../../shared/score.ts';
import {
  type BoxDisagreements,
  boxDisagreements,
  DISAGREEMENT_DEFAULTS,
  type DisagreementOptions,
} from '../detection/box-disagreements.ts';
import { type BoxOutcomes, boxOutcomes, OUTCOME_CODES, outcomesByImage } from '../detection/box-outcomes.ts';
import { UNMATCHED } from '../detection/match-boxes.ts';
import { stepByStep } from '../duplicates/steps.ts';
import { type Bits, bitsWhere, hasBit, noBits, setBit } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { type ComparedBoxes, compareBoxes, sure } from './compared-boxes.ts';
import { type GivenBoxes, readGivenBoxes } from './given-boxes.ts';
import { classPlace, type PlacedRun, type Predictions } from './predictions.ts';
import { Remembered } from './remembered.ts';
import type { Checkpoint } from './turns.ts';

/** Boxes that annotations give against those that runs predict, matched when they are asked for and remembered. */
export class Detections {
  readonly #store: ColumnStore;
  readonly #predictions: Predictions;
  readonly #given = new Remembered<GivenBoxes>();
  readonly #compared = new Remembered<ComparedBoxes>();
  readonly #byClass = new Remembered<BoxOutcomes>();
  readonly #acrossClasses = new Remembered<BoxOutcomes>();
  readonly #disagreements = new Remembered<BoxDisagreements>();
  readonly #predicted = new Remembered<ReadonlyMap<string, Bits>>();
  #settings: DetectionSettings;

  constructor(store: ColumnStore, predictions: Predictions, settings: DetectionSettings) {
    this.#store = store;
    this.#predictions = predictions;
    this.#settings = settings;
  }

  get settings(): DetectionSettings {
    return this.#settings;
  }

  setSettings(settings: DetectionSettings): void {
    this.#settings = settings;
  }

  /** Once read they stay: where annotations change, all columns are made anew. */
  given(checkpoint: Checkpoint): Promise<GivenBoxes> {
    return this.#given.of('', () => readGivenBoxes(this.#store, checkpoint));
  }

  /** @param name of a run; null: the active one @throws {WinnowError} bad_query where it has no boxes */
  async compared(name: string | null, checkpoint: Checkpoint): Promise<ComparedBoxes> {
    const placed = await this.#predictions.placed(name, checkpoint);
    if (placed.run.boxes === null) throw withoutBoxes(placed.run.name);
    const given = await this.given(checkpoint);
    await this.#store.ready(['boxes', 'status'], checkpoint);
    const version = `${placed.run.id} ${placed.serial} ${this.#store.versionOf(['boxes', 'status'])}`;
    return this.#compared.of(version, async () => {
      const found = await this.#predictions.cache.boxes(placed.run, checkpoint);
      return compareBoxes({ store: this.#store, placed, given, found, version }, checkpoint);
    });
  }

  /** Matched within classes, as COCO does it. */
  async outcomes(boxes: ComparedBoxes, settings: DetectionSettings, checkpoint: Checkpoint): Promise<BoxOutcomes> {
    return this.#byClass.of(versionOf(boxes, settings), () => match(boxes, settings, true, checkpoint));
  }

  /** Matched whatever the classes, as a confusion matrix needs it. */
  async outcomesAcross(boxes: ComparedBoxes, settings: DetectionSettings, checkpoint: Checkpoint): Promise<BoxOutcomes> {
    return this.#acrossClasses.of(versionOf(boxes, settings), () => match(boxes, settings, false, checkpoint));
  }

  async disagreements(boxes: ComparedBoxes, checkpoint: Checkpoint): Promise<BoxDisagreements> {
    return this.#disagreements.of(versionOf(boxes, this.#settings), () => {
      const steps = boxDisagreements(boxes.labels, boxes.predictions, disagreementOptions(this.#settings));
      return stepByStep(steps, checkpoint, () => undefined);
    });
  }

  /** By row; NaN where a sample is not annotated, or gone. @throws {WinnowError} bad_query */
  async numbers(field: BoxField, name: string | null, checkpoint: Checkpoint): Promise<Float32Array<ArrayBuffer>> {
    const boxes = await this.compared(name, checkpoint);
    const counts = await this.#countsOf(field, boxes, checkpoint);
    const numbers = new Float32Array(this.#store.size).fill(Number.NaN);
    for (let row = 0; row < numbers.length; row++) if (hasBit(boxes.annotated, row)) numbers[row] = counts[row] ?? Number.NaN;
    return numbers;
  }

  /** The same text while the numbers stay the same. */
  async version(name: string | null, checkpoint: Checkpoint): Promise<string> {
    return versionOf(await this.compared(name, checkpoint), this.#settings);
  }

  /** Annotated rows where every box is found and nothing else, or not. */
  async agreeing(name: string | null, isSame: boolean, checkpoint: Checkpoint): Promise<Bits> {
    const wrong = await this.numbers('falsePositives', name, checkpoint);
    const missed = await this.numbers('falseNegatives', name, checkpoint);
    return bitsWhere(wrong.length, (row) => {
      const count = (wrong[row] ?? Number.NaN) + (missed[row] ?? Number.NaN);
      return !Number.isNaN(count) && (count === 0) === isSame;
    });
  }

  /** Rows with boxes of these classes that were matched with each other. @throws {WinnowError} bad_query */
  async matching(wanted: MatchedClasses, name: string | null, checkpoint: Checkpoint): Promise<Bits> {
    const boxes = await this.compared(name, checkpoint);
    if (wanted.prediction !== null && !boxes.classes.includes(wanted.prediction)) classPlace(boxes.placed.run, wanted.prediction);
    const [label, prediction] = [placeOf(boxes, wanted.label), placeOf(boxes, wanted.prediction)];
    const rows = noBits(this.#store.size);
    const outcomes = await this.outcomesAcross(boxes, this.#settings, checkpoint);
    eachPair(boxes, outcomes, (row, labelClass, predictedClass) => {
      if (labelClass === label && predictedClass === prediction) setBit(rows, row);
    });
    return rows;
  }

  /** Boxes by given and predicted class, "none" last. @param rows of a query */
  async confusion(
    boxes: ComparedBoxes,
    settings: DetectionSettings,
    rows: Bits,
    checkpoint: Checkpoint,
  ): Promise<{ readonly counts: Uint32Array<ArrayBuffer>; readonly detection: DetectionCounts }> {
    const side = boxes.classes.length + 1;
    const counts = new Uint32Array(side * side);
    eachPair(boxes, await this.outcomesAcross(boxes, settings, checkpoint), (row, label, prediction) => {
      if (!hasBit(rows, row)) return;
      const cell = (label < 0 ? side - 1 : label) * side + (prediction < 0 ? side - 1 : prediction);
      counts[cell] = (counts[cell] ?? 0) + 1;
    });
    const outcomes = await this.outcomes(boxes, settings, checkpoint);
    const byRow = outcomesByImage(outcomes, boxes.labels, boxes.predictions, this.#store.size);
    const sum = (of: Uint32Array): number => of.reduce((all, one, row) => (hasBit(rows, row) ? all + one : all), 0);
    return {
      counts,
      detection: {
        ...settings,
        truePositives: sum(byRow.truePositives),
        falsePositives: sum(byRow.falsePositives),
        falseNegatives: sum(byRow.falseNegatives),
      },
    };
  }

  /** Rows by the classes of their predicted boxes that are confident enough. */
  async predictedClasses(placed: PlacedRun, checkpoint: Checkpoint): Promise<ReadonlyMap<string, Bits>> {
    const { run, places, serial } = placed;
    return this.#predicted.of(`${run.id} ${serial} ${this.#settings.leastScore}`, async () => {
      const { ids, classes, scores } = await this.#predictions.cache.boxes(run, checkpoint);
      const sets = run.classes.map(() => noBits(this.#store.size));
      for (let box = 0; box < ids.length; box++) {
        const row = this.#store.ids.rowOf(ids[box] as number);
        const set = sets[classes[box] as number];
        if (row < 0 || places[row] === -1 || set === undefined) continue;
        if (sure(scores[box]) >= this.#settings.leastScore) setBit(set, row);
      }
      return new Map(run.classes.map((name, place) => [name, sets[place] ?? noBits(0)]));
    });
  }

  async #countsOf(field: BoxField, boxes: ComparedBoxes, checkpoint: Checkpoint): Promise<ArrayLike<number>> {
    const { labels, predictions } = boxes;
    const { size } = this.#store;
    if (field === 'missingBoxes' || field === 'spuriousBoxes') {
      const { unlabelled, unpredicted } = await this.disagreements(boxes, checkpoint);
      return field === 'missingBoxes' ? tally(unlabelled, predictions, size) : tally(unpredicted, labels, size);
    }
    const outcomes = await this.outcomes(boxes, this.#settings, checkpoint);
    if (field === 'score.iou') return meanOverlaps(outcomes, boxes, size);
    return outcomesByImage(outcomes, labels, predictions, size)[field];
  }
}

/** What is confident enough to count as found is confident enough to contradict a label. */
export function disagreementOptions({ leastOverlap, leastScore }: DetectionSettings): DisagreementOptions {
  return { leastOverlap, confident: leastScore, leastScore: Math.min(leastScore, DISAGREEMENT_DEFAULTS.leastScore) };
}

const versionOf = ({ version }: ComparedBoxes, { leastOverlap, leastScore }: DetectionSettings): string =>
  `${version} ${leastOverlap} ${leastScore}`;

function match(
  { labels, predictions }: ComparedBoxes,
  settings: DetectionSettings,
  byClass: boolean,
  checkpoint: Checkpoint,
): Promise<BoxOutcomes> {
  return stepByStep(boxOutcomes(labels, predictions, { ...settings, byClass }), checkpoint, () => undefined);
}

/** Every pair of matched boxes, and every box without a match: classes by place, -1 for none. Crowds and what is left out are not met. */
function eachPair(
  { labels, predictions }: ComparedBoxes,
  outcomes: BoxOutcomes,
  meet: (row: number, label: number, prediction: number) => void,
): void {
  for (let box = 0; box < labels.images.length; box++) {
    if (labels.isCrowd?.[box] === 1) continue;
    const found = outcomes.predictionOf[box] as number;
    meet(
      labels.images[box] as number,
      labels.classes[box] as number,
      found === UNMATCHED ? -1 : (predictions.classes[found] as number),
    );
  }
  for (let box = 0; box < predictions.images.length; box++) {
    if (outcomes.predictions[box] === OUTCOME_CODES['false-positive'])
      meet(predictions.images[box] as number, -1, predictions.classes[box] as number);
  }
}

function placeOf({ classes }: ComparedBoxes, name: string | null): number {
  return name === null ? -1 : classes.includes(name) ? classes.indexOf(name) : Number.NaN;
}

function tally(flags: Uint8Array, { images }: { readonly images: Uint32Array }, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let box = 0; box < flags.length; box++) {
    const row = images[box] as number;
    counts[row] = (counts[row] as number) + (flags[box] as number);
  }
  return counts;
}

/** NaN where nothing was found. */
function meanOverlaps(
  { labelOf, overlaps }: BoxOutcomes,
  { labels: { isCrowd }, predictions }: ComparedBoxes,
  size: number,
): Float32Array {
  const [sums, counts] = [new Float64Array(size), new Uint32Array(size)];
  for (let box = 0; box < labelOf.length; box++) {
    const label = labelOf[box] as number;
    if (label === UNMATCHED || isCrowd?.[label] === 1) continue;
    const row = predictions.images[box] as number;
    sums[row] = (sums[row] as number) + (overlaps[box] as number);
    counts[row] = (counts[row] as number) + 1;
  }
  return Float32Array.from(sums, (sum, row) => (counts[row] === 0 ? Number.NaN : sum / (counts[row] as number)));
}

function withoutBoxes(run: string): WinnowError {
  const message = `The run "${run}" has no boxes: it says a class of each sample. Choose a run of a detector.`;
  return new WinnowError('bad_query', message, { details: { run } });
}
