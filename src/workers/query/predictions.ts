import { WinnowError } from '../../shared/errors.ts';
import type { PredictionScore } from '../../shared/prediction.ts';
import { didYouMean } from '../../shared/query-problem.ts';
import {
  type BoxField,
  classOfField,
  EXPECTED_GAIN_FIELD,
  isProbabilityField,
  predictionScoreOf,
  type RunNumber,
} from '../../shared/score.ts';
import { predictionScores } from '../label-quality/prediction-scores.ts';
import { type Labels, NO_CLASS } from '../label-quality/probabilities.ts';
import { expectedGain } from '../regression/expected-gain.ts';
import { type Bits, bitsWhere } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import { withStatus } from './file-issues.ts';
import { RememberedMany } from './remembered-many.ts';
import type { QueryRun, RunCache } from './run-cache.ts';
import type { Checkpoint } from './turns.ts';

/** Columns of numbers that are remembered, 4 bytes a row each. */
const MOST_COLUMNS = 12;
/** Numbers of samples; those of boxes are another's work. */
type SampleNumber = Exclude<RunNumber, BoxField>;
/** Numbers that change with the labels. */
const OF_LABELS: readonly RunNumber[] = [
  'score.self-confidence',
  'score.normalized-margin',
  'score.mistakenness',
  EXPECTED_GAIN_FIELD,
];

/** A run's samples that are there, found in the table. */
export interface PlacedRun {
  readonly run: QueryRun;
  /** By row: its place among the run's samples; -1: none. */
  readonly places: Int32Array;
  /** By row: place of its prediction in `run.classes`, behind 0: none. */
  readonly codes: Uint32Array;
  /** Another where samples came, went or changed their place. */
  readonly serial: number;
}

/** What runs say of the rows of one table. A run is found by name; null: the active one. */
export class Predictions {
  readonly cache: RunCache;
  readonly #store: ColumnStore;
  readonly #placed = new Map<number, PlacedRun>();
  readonly #placedVersions = new Map<number, string>();
  readonly #numbers = new RememberedMany<Float32Array<ArrayBuffer>>(MOST_COLUMNS);
  #runs: readonly QueryRun[] | null = null;
  #serials = 0;

  constructor(store: ColumnStore, cache: RunCache) {
    this.#store = store;
    this.cache = cache;
  }

  /** Runs came or went, or another one is active. */
  forget(): void {
    this.#runs = null;
    const ids = new Set(this.runs().map(({ id }) => id));
    this.cache.keepOnly(ids);
    for (const id of this.#placed.keys()) if (!ids.has(id)) this.#placed.delete(id);
  }

  runs(): readonly QueryRun[] {
    this.#runs ??= this.#store.reader.predictionRuns();
    return this.#runs;
  }

  active(): QueryRun | null {
    return this.runs().find(({ isActive }) => isActive) ?? null;
  }

  /** @throws {WinnowError} bad_query where there is no such run, or none at all */
  find(name: string | null): QueryRun {
    const run = name === null ? this.active() : this.runs().find((one) => one.name === name);
    if (run !== undefined && run !== null) return run;
    if (name === null)
      throw new WinnowError('bad_query', 'This dataset has no predictions, which the query asks for. Import some first.');
    const names = this.runs().map((one) => one.name);
    const known = names.length === 0 ? 'This dataset has no runs.' : `Runs: ${names.join(', ')}.`;
    throw new WinnowError('bad_query', `There is no run "${name}".${didYouMean(name, names)} ${known}`, {
      details: { run: name },
    });
  }

  /** @throws {WinnowError} bad_query; no_predictions where its files are gone */
  placed(name: string | null, checkpoint: Checkpoint): Promise<PlacedRun> {
    return this.#place(this.find(name), checkpoint);
  }

  /** @param id null: of the active run @throws {WinnowError} no_predictions where there is none; not_found where none has this id */
  placedById(id: number | null, checkpoint: Checkpoint): Promise<PlacedRun> {
    const run = id === null ? this.active() : (this.runs().find((one) => one.id === id) ?? null);
    if (run !== null) return this.#place(run, checkpoint);
    const message =
      id === null ? 'This dataset has no predictions. Import some first.' : `There is no run ${id}. It may have been removed.`;
    throw new WinnowError(id === null ? 'no_predictions' : 'not_found', message);
  }

  /** Whether the files of a run are there. */
  isWhole(run: QueryRun): Promise<boolean> {
    return this.cache.isWhole(run);
  }

  async #place(run: QueryRun, checkpoint: Checkpoint): Promise<PlacedRun> {
    const version = await this.#store.versionRead(['status'], checkpoint);
    const before = this.#placed.get(run.id);
    if (before !== undefined && this.#placedVersions.get(run.id) === version) return before;
    const { ids, predicted } = await this.cache.arrays(run, checkpoint);
    const places = this.#placesOf(ids);
    this.#placedVersions.set(run.id, version);
    if (before !== undefined && areSame(before.places, places)) return before;
    const codes = new Uint32Array(places.length);
    for (let row = 0; row < codes.length; row++) codes[row] = (predicted[places[row] ?? -1] ?? NO_CLASS) + 1;
    const placed = { run, places, codes, serial: ++this.#serials };
    this.#placed.set(run.id, placed);
    return placed;
  }

  /** By row; NaN where missing. @throws {WinnowError} bad_query where the run cannot say it; no_predictions */
  async numbers(field: SampleNumber, name: string | null, checkpoint: Checkpoint): Promise<Float32Array<ArrayBuffer>> {
    const placed = await this.placed(name, checkpoint);
    const { version } = await this.#versionOf(field, placed, checkpoint);
    return this.#numbers.of(`${placed.run.id} ${field}`, version, async () =>
      byRow(placed, await this.#byPlace(field, placed, checkpoint)),
    );
  }

  /** The same text while neither the field's values nor the run that is meant change. */
  async version(field: SampleNumber | 'prediction', name: string | null, checkpoint: Checkpoint): Promise<string> {
    const placed = await this.placed(name, checkpoint);
    return (await this.#versionOf(field, placed, checkpoint)).version;
  }

  /** Rows with a label and a prediction, which are the same or not. */
  async agreeing(name: string | null, isSame: boolean, checkpoint: Checkpoint): Promise<Bits> {
    const { run, codes } = await this.placed(name, checkpoint);
    await this.#store.ready(['label'], checkpoint);
    const labels = this.#store.texts.label.values;
    const classOf = this.#classesOfLabels(run.classes);
    return bitsWhere(this.#store.size, (row) => {
      const [label, code] = [labels[row] ?? 0, codes[row] ?? 0];
      return label !== 0 && code !== 0 && (classOf[label] === code - 1) === isSame;
    });
  }

  /** Labels of the run's samples, by place; NO_CLASS for those that are gone, too. */
  async labels(placed: PlacedRun, checkpoint: Checkpoint): Promise<Labels> {
    await this.#store.ready(['label'], checkpoint);
    const codes = this.#store.texts.label.values;
    const classOf = this.#classesOfLabels(placed.run.classes);
    const labels = new Int32Array(placed.run.samples).fill(NO_CLASS);
    for (let row = 0; row < placed.places.length; row++) {
      const place = placed.places[row] ?? -1;
      if (place >= 0) labels[place] = classOf[codes[row] ?? 0] ?? NO_CLASS;
    }
    return labels;
  }

  /** By code of the label, its place in the classes. */
  #classesOfLabels(classes: readonly string[]): Int32Array {
    const placeOf = new Map(classes.map((name, place) => [name, place]));
    return Int32Array.from(this.#store.texts.label.dictionary, (name) => placeOf.get(name ?? '') ?? NO_CLASS);
  }

  async #versionOf(
    field: SampleNumber | 'prediction',
    { run, serial }: PlacedRun,
    checkpoint: Checkpoint,
  ): Promise<{ readonly version: string }> {
    const ofRun = `${run.id} ${serial}`;
    if (field === 'prediction' || !OF_LABELS.includes(field)) return { version: ofRun };
    return { version: `${ofRun} ${await this.#store.versionRead(['label'], checkpoint)}` };
  }

  async #byPlace(field: SampleNumber, placed: PlacedRun, checkpoint: Checkpoint): Promise<Float32Array> {
    const { run } = placed;
    if (field === 'confidence') return (await this.cache.arrays(run, checkpoint)).confidence;
    if (isProbabilityField(field)) return this.#probabilitiesOf(classOfField(field), run, checkpoint);
    if (field === EXPECTED_GAIN_FIELD) return this.#expectedGain(placed, checkpoint);
    const score = predictionScoreOf(field);
    if (score === null) throw new Error(`A run has no "${field}".`);
    if (run.hasProbabilities) return this.#scores(score, placed, checkpoint);
    if (score === 'mistakenness' && run.hasConfidence) return this.#mistakenness(placed, checkpoint);
    throw withoutProbabilities(run, field);
  }

  async #probabilitiesOf(name: string, run: QueryRun, checkpoint: Checkpoint): Promise<Float32Array> {
    const one = classPlace(run, name);
    if (!run.hasProbabilities) throw withoutProbabilities(run, `prob.${name}`);
    const { length } = run.classes;
    const found = new Float32Array(run.samples);
    await this.cache.eachRows(run, checkpoint, async ({ first, values }) => {
      for (let at = one, place = first; at < values.length; at += length) found[place++] = values[at] ?? Number.NaN;
    });
    return found;
  }

  async #scores(score: PredictionScore, placed: PlacedRun, checkpoint: Checkpoint): Promise<Float32Array> {
    const { run } = placed;
    const labels = await this.labels(placed, checkpoint);
    const found = new Float32Array(run.samples);
    const classes = run.classes.length;
    await this.cache.eachRows(run, checkpoint, async ({ first, values }) => {
      const steps = predictionScores({ classes, values }, labels.subarray(first, first + values.length / classes), score);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) return found.set(step.value, first);
        await checkpoint();
      }
    });
    return found;
  }

  async #expectedGain(placed: PlacedRun, checkpoint: Checkpoint): Promise<Float32Array> {
    const { run } = placed;
    if (!run.hasInfluence) {
      const message = `The run "${run.name}" does not say what each label teaches, which "${EXPECTED_GAIN_FIELD}" asks for: only predictions made here from the labels do. Make them anew, in the page or with "winnow predict --from-labels".`;
      throw new WinnowError('bad_query', message, { details: { run: run.name } });
    }
    const labels = await this.labels(placed, checkpoint);
    const influence = await this.cache.influence(run, checkpoint);
    const found = new Float32Array(run.samples);
    const classes = run.classes.length;
    await this.cache.eachRows(run, checkpoint, async ({ first, values }) => {
      const upto = first + values.length / classes;
      found.set(expectedGain({ classes, values }, labels.subarray(first, upto), influence.subarray(first, upto)), first);
    });
    return found;
  }

  /** From the class that is predicted and how sure that is: all that there is of a run without probabilities. */
  async #mistakenness(placed: PlacedRun, checkpoint: Checkpoint): Promise<Float32Array> {
    const { predicted, confidence } = await this.cache.arrays(placed.run, checkpoint);
    const labels = await this.labels(placed, checkpoint);
    return Float32Array.from(labels, (label, place) => {
      if (label === NO_CLASS || predicted[place] === NO_CLASS) return Number.NaN;
      return ((label === predicted[place] ? -1 : 1) * (confidence[place] ?? Number.NaN) + 1) / 2;
    });
  }

  #placesOf(ids: Uint32Array): Int32Array {
    const { ids: rows, size } = this.#store;
    const isMissing = withStatus(this.#store, 'missing');
    const places = new Int32Array(size).fill(-1);
    for (let row = 0, place = 0; row < size && place < ids.length; row++) {
      const id = rows.at(row);
      while ((ids[place] ?? id) < id) place++;
      if (ids[place] === id && !isMissing(row)) places[row] = place;
    }
    return places;
  }
}

/** The place of a class in a run. @throws {WinnowError} bad_query that names it */
export function classPlace(run: QueryRun, name: string): number {
  const place = run.classes.indexOf(name);
  if (place >= 0) return place;
  const message = `The run "${run.name}" knows no class "${name}".${didYouMean(name, run.classes)}`;
  throw new WinnowError('bad_query', message, { details: { run: run.name, class: name } });
}

function withoutProbabilities(run: QueryRun, field: string): WinnowError {
  const what = run.hasConfidence ? 'a class and how sure it is' : 'a class';
  const message = `The run "${run.name}" has no class probabilities, which "${field}" asks for: it says only ${what} of each sample.`;
  return new WinnowError('bad_query', message, { details: { run: run.name } });
}

function byRow({ places }: PlacedRun, values: Float32Array): Float32Array<ArrayBuffer> {
  const found = new Float32Array(places.length).fill(Number.NaN);
  for (let row = 0; row < found.length; row++) {
    const place = places[row] ?? -1;
    if (place >= 0) found[row] = values[place] ?? Number.NaN;
  }
  return found;
}

function areSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
