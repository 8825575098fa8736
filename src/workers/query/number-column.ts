import { type Column, type ColumnSource, expectRows, withRoom } from './column.ts';

/** Doubles, or singles where they are precise enough: compare those by `comparing`. */
export type NumberArray = Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** The number as these values would hold it. */
export function inPrecisionOf(values: NumberArray | Uint32Array, number: number): number {
  return values instanceof Float32Array ? Math.fround(number) : number;
}

/** A held number as it was meant: 0.3, where the nearest single is 0.30000001192092896. */
export function shownNumber(values: NumberArray | Uint32Array, held: number): number {
  if (!(values instanceof Float32Array)) return held;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(held.toPrecision(digits));
    if (Math.fround(short) === held) return short;
  }
  return Number(held.toPrecision(9));
}

/** A column of numbers; NaN is missing. */
export interface NumberValues extends Column {
  /** The first `filled` entries count. */
  readonly values: NumberArray;
}

/** A number per row. */
export class NumberColumn implements NumberValues {
  readonly #source: ColumnSource<readonly (number | null)[]>;
  #values = new Float64Array(0);
  filled = 0;
  version = 0;

  constructor(source: ColumnSource<readonly (number | null)[]>) {
    this.#source = source;
  }

  get values(): Float64Array<ArrayBuffer> {
    return this.#values;
  }

  fill(after: number, upto: number, count: number, length: number): void {
    const read = this.#source.range(after, upto);
    expectRows(count, read.length);
    this.#values = withRoom(this.#values, this.filled + count, length);
    for (const value of read) this.#values[this.filled++] = value ?? Number.NaN;
    this.version++;
  }

  update(rows: readonly number[], ids: string): void {
    const read = this.#source.of(ids);
    expectRows(rows.length, read.length);
    if (setValues(this.#values, rows, (k) => read[k] ?? Number.NaN)) this.version++;
  }
}

/** @returns whether any became another */
export function setValues(values: NumberArray, rows: readonly number[], valueAt: (k: number) => number): boolean {
  let hasChanged = false;
  for (const [k, row] of rows.entries()) {
    const before = values[row];
    values[row] = valueAt(k);
    hasChanged ||= !Object.is(before, values[row]);
  }
  return hasChanged;
}
