import { WinnowError } from '../../shared/errors.ts';
import { isSimilaritySort, type Sort, type SortField } from '../../shared/query.ts';
import type { ColumnStore, Refreshed } from './column-store.ts';
import { columnsOf, numbersOf } from './columns.ts';
import type { DerivedScores } from './derived-scores.ts';
import { movedInOrder, readPathOrder } from './path-order.ts';
import { radixSort } from './radix-sort.ts';
import { numberKeys, textKeys } from './sort-keys.ts';
import { ranksOf } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Orders kept, 4 bytes a row each. */
const MAX_ORDERS = 8;

type ColumnField = Exclude<SortField, 'path'>;

interface Sorted {
  readonly order: Uint32Array;
  /** Of the columns it was made from. */
  readonly version: string;
}

/** Rows in the order of a field: sorted when first asked for, then remembered until its values change. */
export class SortOrders {
  readonly #store: ColumnStore;
  readonly #derived: DerivedScores;
  readonly #sorted = new Map<string, Sorted>();
  #byPath: Uint32Array | null = null;

  constructor(store: ColumnStore, derived: DerivedScores) {
    this.#store = store;
    this.#derived = derived;
  }

  /** All rows, ties by id, those without a value last. */
  async of(sort: Sort, checkpoint: Checkpoint): Promise<Uint32Array> {
    if (isSimilaritySort(sort)) throw new WinnowError('no_embeddings', 'Orders by similarity are not built yet.');
    const { field, descending } = sort;
    if (field === 'path') return this.#pathOrder(descending, checkpoint);
    const key = `${field} ${descending}`;
    const version = await this.#versionOf(field, checkpoint);
    const known = this.#sorted.get(key);
    const order = known?.version === version ? known.order : await this.#sort(field, descending, checkpoint);
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

  async #versionOf(field: ColumnField, checkpoint: Checkpoint): Promise<string> {
    const columns = columnsOf(field);
    await this.#store.ready(columns, checkpoint);
    return this.#store.versionOf(columns);
  }

  async #pathOrder(descending: boolean, checkpoint: Checkpoint): Promise<Uint32Array> {
    if (this.#byPath?.length !== this.#store.size) {
      this.#byPath = await readPathOrder(this.#store.reader, this.#store.ids, checkpoint);
    }
    return descending ? this.#byPath.toReversed() : this.#byPath;
  }

  async #sort(field: ColumnField, descending: boolean, checkpoint: Checkpoint): Promise<Uint32Array> {
    const store = this.#store;
    if (field === 'label' || field === 'split' || field === 'status' || field === 'format') {
      await store.ready([field], checkpoint);
      const { values, dictionary } = store.texts[field];
      return radixSort(textKeys(values, store.size, ranksOf(dictionary), descending), store.size, checkpoint);
    }
    const values = await numbersOf({ store, derived: this.#derived }, field, checkpoint);
    return radixSort(numberKeys(values, store.size, descending), store.size, checkpoint);
  }
}
