import { isCarriedField } from '../../shared/carried-field.ts';
import { WinnowError } from '../../shared/errors.ts';
import { type FieldSort, isSimilaritySort, isTextField, type SimilaritySort, type Sort } from '../../shared/query.ts';
import { printReferences } from '../../shared/query-similar.ts';
import { ranksOfCarried } from './carried-column.ts';
import type { Refreshed } from './column-store.ts';
import { type Columns, numbersOf, versionOfField } from './columns.ts';
import { movedInOrder, readPathOrder } from './path-order.ts';
import { radixSort } from './radix-sort.ts';
import { RememberedMany } from './remembered-many.ts';
import type { Similarities } from './similarities.ts';
import { numberKeys, textKeys } from './sort-keys.ts';
import { ranksOf } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Orders kept, 4 bytes a row each. */
const MAX_ORDERS = 8;

/** By what rows have themselves. */
type OwnSort = FieldSort & { readonly field: Exclude<FieldSort['field'], 'path'> };

type Sources = Pick<Columns, 'store' | 'derived' | 'predictions' | 'detections'>;

/** Rows in some order: sorted when first asked for, then remembered until the values change. */
export class SortOrders {
  readonly #sources: Sources;
  readonly #similarities: Similarities;
  readonly #sorted = new RememberedMany<Uint32Array>(MAX_ORDERS);
  #byPath: Uint32Array | null = null;

  constructor(sources: Sources, similarities: Similarities) {
    this.#sources = sources;
    this.#similarities = similarities;
  }

  /** All rows, ties by id, those without a value last. @throws {WinnowError} compute_crashed where values to sort by are not there */
  async of(sort: Sort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const { descending } = sort;
    if (isSimilaritySort(sort)) {
      const version = `${this.#sources.store.size} ${this.#similarities.versionOf(sort)}`;
      const key = `similar:${printReferences(sort)} ${descending}`;
      return this.#sorted.of(key, version, () => this.#sortSimilar(sort, checkpoint));
    }
    if (!isOwn(sort)) return this.#pathOrder(descending, checkpoint);
    const version = await versionOfField(this.#sources, sort.field, sort.run ?? null, checkpoint);
    return this.#sorted.of(`${sort.field} ${descending}`, version, () => this.#sort(sort, checkpoint));
  }

  /** The order by path, dear to read and the one the grid starts in, is mended. */
  rowsChanged({ neighbours }: Refreshed): void {
    if (this.#byPath === null) return;
    const { size, ids } = this.#sources.store;
    this.#byPath = neighbours === null ? null : movedInOrder(this.#byPath, size, neighbours, ids);
  }

  async #pathOrder(descending: boolean, checkpoint: Checkpoint): Promise<Uint32Array> {
    const { size, reader, ids } = this.#sources.store;
    if (this.#byPath?.length !== size) this.#byPath = await readPathOrder(reader, ids, checkpoint);
    return descending ? this.#byPath.toReversed() : this.#byPath;
  }

  async #sort({ field, descending, run }: OwnSort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const { store, predictions } = this.#sources;
    if (field === 'prediction') {
      const placed = await predictions.placed(run ?? null, checkpoint);
      const ranks = ranksOf([null, ...placed.run.classes]);
      return radixSort(textKeys(placed.codes, store.size, ranks, descending), store.size, checkpoint);
    }
    if (isCarriedField(field)) {
      const { values, dictionary } = store.openedCarried(field);
      return radixSort(textKeys(values, store.size, ranksOfCarried(dictionary), descending), store.size, checkpoint);
    }
    if (isTextField(field)) {
      const { values, dictionary } = store.texts[field];
      return radixSort(textKeys(values, store.size, ranksOf(dictionary), descending), store.size, checkpoint);
    }
    const values = await numbersOf(this.#sources, field, checkpoint, run ?? null);
    return radixSort(numberKeys(values, store.size, descending), store.size, checkpoint);
  }

  async #sortSimilar(sort: SimilaritySort, checkpoint: Checkpoint): Promise<Uint32Array> {
    const { size } = this.#sources.store;
    const values = this.#similarities.byRow(sort, this.#sources.store);
    if (values === null) {
      throw new WinnowError('compute_crashed', 'The values to sort by similarity with are gone. Ask again.');
    }
    return radixSort(numberKeys(values, size, sort.descending), size, checkpoint);
  }
}

const isOwn = (sort: FieldSort): sort is OwnSort => sort.field !== 'path';
