import { type ClearableColumn, type ColumnSource, withRoom } from './column.ts';

/** Per sample that is in the table: its id, then its numbers; null is missing. */
export type TableRows = readonly (readonly [id: number, ...numbers: readonly (number | null)[]])[];

type Singles = Float32Array<ArrayBuffer>;

/** Numbers that come from one table, which has rows of all samples, of some, or none: then they take no memory. */
export class SparseTable<F extends string> implements ClearableColumn {
  readonly #source: ColumnSource<TableRows>;
  readonly #rowOf: (id: number) => number;
  readonly #fields: readonly F[];
  #columns: readonly Singles[];
  filled = 0;
  version = 0;

  /** @param rowOf the row of a known id, or -1 @param fields one for each number of a row */
  constructor(source: ColumnSource<TableRows>, rowOf: (id: number) => number, fields: readonly F[]) {
    this.#source = source;
    this.#rowOf = rowOf;
    this.#fields = fields;
    this.#columns = fields.map(() => new Float32Array(0));
  }

  /** By row, NaN is missing. It may end before the last row: rows after its end have none. */
  valuesOf(field: F): Singles {
    return this.#columns[this.#fields.indexOf(field)] ?? new Float32Array(0);
  }

  fill(after: number, upto: number, count: number, length: number): void {
    const read = this.#source.range(after, upto);
    this.filled += count;
    if (read.length > 0) this.#makeRoom(this.filled, length);
    this.#set(read);
    this.version++;
  }

  clear(): void {
    this.#columns = this.#fields.map(() => new Float32Array(0));
    this.filled = 0;
    this.version++;
  }

  update(rows: readonly number[], ids: string): void {
    const read = this.#source.of(ids);
    if (read.length > 0) this.#makeRoom((rows.at(-1) ?? -1) + 1, this.filled);
    const before = this.#columns.map((values) => rows.map((row) => values[row] ?? Number.NaN));
    for (const values of this.#columns) for (const row of rows) if (row < values.length) values[row] = Number.NaN;
    this.#set(read);
    const isSame = before.every((held, k) => rows.every((row, at) => Object.is(held[at], this.#columns[k]?.[row] ?? Number.NaN)));
    if (!isSame) this.version++;
  }

  #set(read: TableRows): void {
    for (const numbers of read) {
      const row = this.#rowOf(numbers[0]);
      if (row < 0) continue;
      for (let k = 0; k < this.#columns.length; k++) {
        const values = this.#columns[k];
        if (values !== undefined) values[row] = numbers[k + 1] ?? Number.NaN;
      }
    }
  }

  /** What is made room for is missing until it is set. */
  #makeRoom(rows: number, length: number): void {
    this.#columns = this.#columns.map((values) => {
      const longer = withRoom(values, rows, length);
      return longer === values ? values : longer.fill(Number.NaN, values.length);
    });
  }
}
