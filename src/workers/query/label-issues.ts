import type { IssueNeed } from '../../shared/issue.ts';
import type { LabelSettings } from '../../shared/prediction.ts';
import { stepByStep } from '../duplicates/steps.ts';
import { findLabelIssues } from '../label-quality/find-label-issues.ts';
import { NO_CLASS } from '../label-quality/probabilities.ts';
import { noBits, setBit } from './bits.ts';
import type { QueryCalls } from './calls.ts';
import type { ColumnStore } from './column-store.ts';
import type { Finding } from './issue-finding.ts';
import type { PlacedRun, Predictions } from './predictions.ts';
import { Remembered } from './remembered.ts';
import type { Checkpoint } from './turns.ts';

/** What was found of a run's samples, by their place in it. */
interface Suspects {
  readonly placed: PlacedRun;
  readonly flags: Uint8Array;
  /** Lower = worse. */
  readonly quality: Float32Array;
  readonly suggested: Int32Array;
  /** Of the suggested class. */
  readonly confidence: Float32Array;
  readonly labels: Int32Array;
  readonly probabilities: Float32Array | null;
  readonly expectedErrors: number | null;
}

/** Labels that look wrong to the active run; remembered until labels, samples, the run or the settings change. */
export class LabelIssueFinder {
  readonly #store: ColumnStore;
  readonly #predictions: Predictions;
  readonly #suspects = new Remembered<Suspects>();
  #settings: LabelSettings;

  constructor(store: ColumnStore, predictions: Predictions, settings: LabelSettings) {
    this.#store = store;
    this.#predictions = predictions;
    this.#settings = settings;
  }

  setSettings(settings: LabelSettings): void {
    this.#settings = settings;
  }

  /** What stands in the way; null: nothing. */
  async need(): Promise<IssueNeed | null> {
    const run = this.#predictions.active();
    if (run === null) return 'predictions';
    if (run.hasProbabilities && !this.#predictions.cache.isHeld(run)) return 'smaller-run';
    return (await this.#predictions.isWhole(run)) ? null : 'predictions';
  }

  /** The same text while what is found stays the same. */
  async version(checkpoint: Checkpoint): Promise<string> {
    const need = await this.need();
    if (need !== null) return need;
    const run = await this.#predictions.version('prediction', null, checkpoint);
    const labels = await this.#store.versionRead(['label'], checkpoint);
    const { filter, ranking } = this.#settings;
    return `${run} ${labels} ${filter} ${ranking}`;
  }

  async find(checkpoint: Checkpoint): Promise<Finding> {
    const rows = noBits(this.#store.size);
    const base = { cut: null, defaultCut: null, groups: null };
    const suspects = await this.#find(checkpoint);
    const needs = await this.need();
    if (suspects === null) return { rows, severity: () => 0, ...base, ...(needs === null ? {} : { needs }) };
    const { placed, flags, quality } = suspects;
    const { places } = placed;
    for (let row = 0; row < places.length; row++) if (flags[places[row] ?? -1] === 1) setBit(rows, row);
    return { rows, severity: (row) => quality[places[row] ?? -1] ?? 1, ...base };
  }

  /** What is said of the labels of some samples, in the order asked. */
  async facts(ids: Uint32Array, checkpoint: Checkpoint): Promise<QueryCalls['labelFacts']['output']> {
    const suspects = await this.#find(checkpoint);
    const none = new Float32Array(ids.length).fill(Number.NaN);
    if (suspects === null)
      return {
        run: null,
        suggested: ids.length === 0 ? [] : Array.from(ids, () => null),
        probability: none,
        given: none.slice(),
      };
    const { placed, suggested, confidence, labels, probabilities } = suspects;
    const { name, classes } = placed.run;
    const places = Array.from(ids, (id) => placed.places[this.#store.ids.rowOf(id)] ?? -1);
    return {
      run: name,
      suggested: places.map((place) => classes[suggested[place] ?? NO_CLASS] ?? null),
      probability: Float32Array.from(places, (place) => confidence[place] ?? Number.NaN),
      given: Float32Array.from(places, (place) => {
        const label = labels[place] ?? NO_CLASS;
        return label === NO_CLASS ? Number.NaN : (probabilities?.[place * classes.length + label] ?? Number.NaN);
      }),
    };
  }

  /** Labels estimated to be wrong; null where nothing can be said. */
  async expectedErrors(checkpoint: Checkpoint): Promise<number | null> {
    return (await this.#find(checkpoint))?.expectedErrors ?? null;
  }

  async #find(checkpoint: Checkpoint): Promise<Suspects | null> {
    // Of boxes it is for the issues of boxes to say what is wrong.
    if ((await this.need()) !== null || this.#predictions.active()?.boxes !== null) return null;
    return this.#suspects.of(await this.version(checkpoint), async () => {
      const placed = await this.#predictions.placed(null, checkpoint);
      return placed.run.hasProbabilities ? this.#byProbabilities(placed, checkpoint) : this.#byPrediction(placed, checkpoint);
    });
  }

  async #byProbabilities(placed: PlacedRun, checkpoint: Checkpoint): Promise<Suspects> {
    const labels = await this.#predictions.labels(placed, checkpoint);
    const values = (await this.#predictions.cache.probabilities(placed.run, checkpoint)) ?? new Float32Array(0);
    const probabilities = { classes: placed.run.classes.length, values };
    const steps = findLabelIssues({ probabilities, labels, mask: null, ...this.#settings });
    const found = await stepByStep(steps, checkpoint, () => undefined);
    return { placed, labels, probabilities: values, ...found };
  }

  /** Of a run without probabilities: where it disagrees, as if what is left of its confidence were all another class's. */
  async #byPrediction(placed: PlacedRun, checkpoint: Checkpoint): Promise<Suspects> {
    const labels = await this.#predictions.labels(placed, checkpoint);
    const { predicted, confidence } = await this.#predictions.cache.arrays(placed.run, checkpoint);
    const isKnown = (place: number): boolean => labels[place] !== NO_CLASS && predicted[place] !== NO_CLASS;
    const sure = (place: number): number => (Number.isNaN(confidence[place]) ? 1 : (confidence[place] ?? 1));
    return {
      placed,
      labels,
      probabilities: null,
      expectedErrors: null,
      suggested: predicted,
      confidence,
      flags: Uint8Array.from(labels, (label, place) => Number(isKnown(place) && label !== predicted[place])),
      quality: Float32Array.from(labels, (label, place) => {
        if (!isKnown(place)) return Number.NaN;
        return label === predicted[place] ? (1 + sure(place)) / 2 : (1 - sure(place)) / 2;
      }),
    };
  }
}
