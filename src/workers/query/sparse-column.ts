import { type ClearableColumn, type ColumnSource, withRoom } from './column.ts';
import { type NumberArray, type NumberValues, setValues } from './number-column.ts';

/** One entry per sample that has a value, by id. */
export interface SparseEntries {
  readonly ids: readonly number[];
  readonly values: readonly number[];
}

/** A number that few rows have: only those are read. */
export class SparseColumn implements NumberValues, ClearableColumn {
  readonly #source: ColumnSource<SparseEntries>;
  readonly #rowOf: (id: number) => number;
  #values: NumberArray;
  filled = 0;
  version = 0;

  /** @param rowOf the row of a known id, or -1 @param empty says what the numbers are held in */
  constructor(source: ColumnSource<SparseEntries>, rowOf: (id: number) => number, empty: NumberArray) {
    this.#source = source;
    this.#rowOf = rowOf;
    this.#values = empty;
  }

  get values(): NumberArray {
    return this.#values;
  }

  fill(after: number, upto: number, count: number, length: number): void {
    const { ids, values } = this.#source.range(after, upto);
    this.#values = withRoom(this.#values, this.filled + count, length);
    this.#values.fill(Number.NaN, this.filled, this.filled + count);
    this.filled += count;
    for (const [k, id] of ids.entries()) {
      const row = this.#rowOf(id);
      if (row >= 0) this.#values[row] = values[k] ?? Number.NaN;
    }
    this.version++;
  }

  clear(): void {
    this.filled = 0;
    this.version++;
  }

  update(rows: readonly number[], ids: string): void {
    const read = this.#source.of(ids);
    const valueOfRow = new Map(read.ids.map((id, k) => [this.#rowOf(id), read.values[k] ?? Number.NaN]));
    if (setValues(this.#values, rows, (k) => valueOfRow.get(rows[k] ?? -1) ?? Number.NaN)) this.version++;
  }
}
