import { type Column, type ColumnSource, expectRows, withRoom } from './column.ts';

/** A number per row; NaN is missing. */
export class NumberColumn implements Column {
  readonly #source: ColumnSource<readonly (number | null)[]>;
  #values = new Float64Array(0);
  filled = 0;

  constructor(source: ColumnSource<readonly (number | null)[]>) {
    this.#source = source;
  }

  /** The first `filled` entries count. */
  get values(): Float64Array {
    return this.#values;
  }

  fill(after: number, upto: number, count: number): void {
    const read = this.#source.range(after, upto);
    expectRows(count, read.length);
    this.#values = withRoom(this.#values, this.filled + count);
    for (const value of read) this.#values[this.filled++] = value ?? Number.NaN;
  }

  update(rows: readonly number[], ids: string): void {
    const read = this.#source.of(ids);
    expectRows(rows.length, read.length);
    for (const [k, row] of rows.entries()) this.#values[row] = read[k] ?? Number.NaN;
  }
}
