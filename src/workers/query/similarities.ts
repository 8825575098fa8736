import type { SimilaritySort } from '../../shared/query.ts';
import { printReferences } from '../../shared/query-similar.ts';
import type { ColumnStore } from './column-store.ts';

/** Orders whose values are kept, 8 bytes a sample each. */
const MAX_KNOWN = 4;

interface Known {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
  /** Another for every one that was handed in. */
  readonly version: number;
}

/** Values of orders by similarity: worked out by the thread that holds the vectors, handed in before such a query. */
export class Similarities {
  readonly #known = new Map<string, Known>();
  #versions = 0;
  /** Rises when values are forgotten: those worked out from what was there before are not taken. */
  generation = 0;

  has(sort: SimilaritySort): boolean {
    return this.#known.has(printReferences(sort));
  }

  /** Of the order and of that the other way round. @param ids samples with a vector, ascending, and the value of each */
  put(sort: SimilaritySort, generation: number, ids: Uint32Array, values: Float32Array): void {
    if (generation !== this.generation) return;
    this.#known.set(printReferences(sort), { ids, values, version: ++this.#versions });
    for (const oldest of this.#known.keys()) if (this.#known.size > MAX_KNOWN) this.#known.delete(oldest);
  }

  /** Vectors may have changed. */
  forget(): void {
    this.#known.clear();
    this.generation++;
  }

  /** Another number for other values; null: they are not known. */
  versionOf(sort: SimilaritySort): number | null {
    return this.#use(sort)?.version ?? null;
  }

  /** By row, NaN without a vector; null: not known. */
  byRow(sort: SimilaritySort, { ids: rows, size }: Pick<ColumnStore, 'ids' | 'size'>): Float32Array<ArrayBuffer> | null {
    const known = this.#use(sort);
    if (known === null) return null;
    const byRow = new Float32Array(size).fill(Number.NaN);
    for (let row = 0, k = 0; row < size && k < known.ids.length; row++) {
      const id = rows.at(row);
      while ((known.ids[k] ?? id) < id) k++;
      if (known.ids[k] === id) byRow[row] = known.values[k] ?? Number.NaN;
    }
    return byRow;
  }

  /** What is used is forgotten last: a Map remembers the order of insertion. */
  #use(sort: SimilaritySort): Known | null {
    const key = printReferences(sort);
    const known = this.#known.get(key);
    if (known === undefined) return null;
    this.#known.delete(key);
    this.#known.set(key, known);
    return known;
  }
}
