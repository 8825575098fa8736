import type { Sort } from '../../shared/query.ts';
import type { ColumnStore, Refreshed } from './column-store.ts';
import { numbersOf } from './columns.ts';
import type { DerivedScores } from './derived-scores.ts';
import { movedInOrder, readPathOrder } from './path-order.ts';
import { radixSort } from './radix-sort.ts';
import { numberKeys, textKeys } from './sort-keys.ts';
import { ranksOf } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Orders kept, 4 bytes a row each. */
const MAX_ORDERS = 8;

/** Rows in the order of a field: sorted when first asked for, then remembered until rows change. */
export class SortOrders {
  readonly #store: ColumnStore;
  readonly #derived: DerivedScores;
  readonly #sorted = new Map<string, Uint32Array>();
  #byPath: Uint32Array | null = null;

  constructor(store: ColumnStore, derived: DerivedScores) {
    this.#store = store;
    this.#derived = derived;
  }

  /** All rows, ties by id, those without a value last. */
  async of({ field, descending }: Sort, checkpoint: Checkpoint): Promise<Uint32Array> {
    if (field === 'path' && !descending) return this.#pathOrder(checkpoint);
    const key = `${field} ${descending}`;
    const order = this.#sorted.get(key) ?? (await this.#sort({ field, descending }, checkpoint));
    // Taken out and put back: a Map remembers the order of insertion, so the first entry is the longest unused.
    this.#sorted.delete(key);
    this.#sorted.set(key, order);
    for (const oldest of this.#sorted.keys()) if (this.#sorted.size > MAX_ORDERS) this.#sorted.delete(oldest);
    return order;
  }

  /** Forgets what no longer holds; the order by path, dear to read and the one the grid starts in, is mended. */
  rowsChanged({ neighbours }: Refreshed): void {
    this.#sorted.clear();
    if (this.#byPath === null) return;
    this.#byPath = neighbours === null ? null : movedInOrder(this.#byPath, this.#store.size, neighbours, this.#store.ids);
  }

  async #pathOrder(checkpoint: Checkpoint): Promise<Uint32Array> {
    if (this.#byPath?.length !== this.#store.size) {
      this.#byPath = await readPathOrder(this.#store.reader, this.#store.ids, checkpoint);
    }
    return this.#byPath;
  }

  async #sort({ field, descending }: Sort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const store = this.#store;
    if (field === 'path') return (await this.#pathOrder(checkpoint)).toReversed();
    if (field === 'label' || field === 'split' || field === 'status' || field === 'format') {
      await store.ready([field], checkpoint);
      const { values, dictionary } = store.texts[field];
      return radixSort(textKeys(values, store.size, ranksOf(dictionary), descending), store.size, checkpoint);
    }
    const values = await numbersOf({ store, derived: this.#derived }, field, checkpoint);
    return radixSort(numberKeys(values, store.size, descending), store.size, checkpoint);
  }
}
