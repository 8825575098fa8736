import { isCarriedField } from '../../shared/carried-field.ts';
import { WinnowError } from '../../shared/errors.ts';
import { type FieldSort, isSimilaritySort, type SimilaritySort, type Sort } from '../../shared/query.ts';
import { printReferences } from '../../shared/query-similar.ts';
import { isBoxField, isRunNumber, type RunNumber } from '../../shared/score.ts';
import { ranksOfCarried } from './carried-column.ts';
import type { ColumnStore, Refreshed } from './column-store.ts';
import { type Columns, columnsOf, numbersOf } from './columns.ts';
import type { DerivedScores } from './derived-scores.ts';
import type { Detections } from './detections.ts';
import { movedInOrder, readPathOrder } from './path-order.ts';
import type { Predictions } from './predictions.ts';
import { radixSort } from './radix-sort.ts';
import type { Similarities } from './similarities.ts';
import { numberKeys, textKeys } from './sort-keys.ts';
import { ranksOf } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Orders kept, 4 bytes a row each. */
const MAX_ORDERS = 8;

type PredictionSort = FieldSort & { readonly field: 'prediction' | RunNumber };
type ColumnSort = FieldSort & { readonly field: Exclude<FieldSort['field'], 'path' | PredictionSort['field']> };

interface Sorted {
  readonly order: Uint32Array;
  /** Of what it was made from. */
  readonly version: string;
}

/** Rows in some order: sorted when first asked for, then remembered until the values change. */
export class SortOrders {
  readonly #store: ColumnStore;
  readonly #derived: DerivedScores;
  readonly #predictions: Predictions;
  readonly #detections: Detections;
  readonly #similarities: Similarities;
  readonly #sorted = new Map<string, Sorted>();
  #byPath: Uint32Array | null = null;

  constructor(
    { store, derived, predictions, detections }: Pick<Columns, 'store' | 'derived' | 'predictions' | 'detections'>,
    similarities: Similarities,
  ) {
    this.#store = store;
    this.#derived = derived;
    this.#predictions = predictions;
    this.#detections = detections;
    this.#similarities = similarities;
  }

  /** All rows, ties by id, those without a value last. @throws {WinnowError} compute_crashed where values to sort by are not there */
  async of(sort: Sort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const { descending } = sort;
    if (isSimilaritySort(sort)) {
      const version = `${this.#store.size} ${this.#similarities.versionOf(sort)}`;
      const key = `similar:${printReferences(sort)} ${descending}`;
      return this.#remembered(key, version, () => this.#sortSimilar(sort, checkpoint));
    }
    if (isByPrediction(sort)) {
      const run = sort.run ?? null;
      const version = isBoxField(sort.field)
        ? await this.#detections.version(run, checkpoint)
        : await this.#predictions.version(sort.field, run, checkpoint);
      return this.#remembered(`${sort.field} ${descending} of a run`, version, () => this.#sortPredicted(sort, checkpoint));
    }
    if (!isByColumn(sort)) return this.#pathOrder(descending, checkpoint);
    if (isCarriedField(sort.field)) await this.#store.carried(sort.field, checkpoint);
    const columns = columnsOf(sort.field);
    await this.#store.ready(columns, checkpoint);
    const version = this.#store.versionOf(columns);
    return this.#remembered(`${sort.field} ${descending}`, version, () => this.#sort(sort, checkpoint));
  }

  async #remembered(key: string, version: string, sort: () => Promise<Uint32Array>): Promise<Uint32Array> {
    const known = this.#sorted.get(key);
    const order = known?.version === version ? known.order : await sort();
    // Taken out and put back: a Map remembers the order of insertion, so the first entry is the longest unused.
    this.#sorted.delete(key);
    this.#sorted.set(key, { order, version });
    for (const oldest of this.#sorted.keys()) if (this.#sorted.size > MAX_ORDERS) this.#sorted.delete(oldest);
    return order;
  }

  /** The order by path, dear to read and the one the grid starts in, is mended. */
  rowsChanged({ neighbours }: Refreshed): void {
    if (this.#byPath === null) return;
    this.#byPath = neighbours === null ? null : movedInOrder(this.#byPath, this.#store.size, neighbours, this.#store.ids);
  }

  async #pathOrder(descending: boolean, checkpoint: Checkpoint): Promise<Uint32Array> {
    if (this.#byPath?.length !== this.#store.size) {
      this.#byPath = await readPathOrder(this.#store.reader, this.#store.ids, checkpoint);
    }
    return descending ? this.#byPath.toReversed() : this.#byPath;
  }

  async #sort({ field, descending }: ColumnSort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const store = this.#store;
    if (isCarriedField(field)) {
      const { values, dictionary } = await store.carried(field, checkpoint);
      return radixSort(textKeys(values, store.size, ranksOfCarried(dictionary), descending), store.size, checkpoint);
    }
    if (field === 'label' || field === 'consensus' || field === 'split' || field === 'status' || field === 'format') {
      await store.ready([field], checkpoint);
      const { values, dictionary } = store.texts[field];
      return radixSort(textKeys(values, store.size, ranksOf(dictionary), descending), store.size, checkpoint);
    }
    const sources = { store, derived: this.#derived, predictions: this.#predictions, detections: this.#detections };
    const values = await numbersOf(sources, field, checkpoint);
    return radixSort(numberKeys(values, store.size, descending), store.size, checkpoint);
  }

  async #sortPredicted({ field, descending, ...sort }: PredictionSort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const { size } = this.#store;
    const run = sort.run ?? null;
    if (field !== 'prediction') {
      const values = isBoxField(field)
        ? await this.#detections.numbers(field, run, checkpoint)
        : await this.#predictions.numbers(field, run, checkpoint);
      return radixSort(numberKeys(values, size, descending), size, checkpoint);
    }
    const placed = await this.#predictions.placed(run, checkpoint);
    const ranks = ranksOf([null, ...placed.run.classes]);
    return radixSort(textKeys(placed.codes, size, ranks, descending), size, checkpoint);
  }

  async #sortSimilar(sort: SimilaritySort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const { size } = this.#store;
    const values = this.#similarities.byRow(sort, this.#store);
    if (values === null) {
      throw new WinnowError('compute_crashed', 'The values to sort by similarity with are gone. Ask again.');
    }
    return radixSort(numberKeys(values, size, sort.descending), size, checkpoint);
  }
}

const isByPrediction = (sort: FieldSort): sort is PredictionSort => sort.field === 'prediction' || isRunNumber(sort.field);
const isByColumn = (sort: FieldSort): sort is ColumnSort => sort.field !== 'path' && !isByPrediction(sort);
