import { lastAtMost } from '../../shared/last-at-most.ts';
import type { RowRange } from './grid-layout.ts';

const FIRST_ROWS = 64;

/** Rows from top to bottom, each with its first sample and its upper edge: 12 bytes a row, found by binary search. */
export class RowTable {
  #firsts = new Uint32Array(FIRST_ROWS);
  #tops = new Float64Array(FIRST_ROWS);
  readonly #gap: number;
  length = 0;
  /** Where the next row starts. */
  bottom: number;

  /** All in CSS pixels. @param gap between two rows */
  constructor(top: number, gap: number) {
    this.bottom = top;
    this.#gap = gap;
  }

  /** @param first its first sample; of a row without samples the first of those that follow */
  add(first: number, height: number): void {
    if (this.length === this.#firsts.length) this.#grow();
    this.#firsts[this.length] = first;
    this.#tops[this.length] = this.bottom;
    this.length++;
    this.bottom += height + this.#gap;
  }

  firstOf(row: number): number {
    return this.#firsts[row] ?? 0;
  }

  topOf(row: number): number {
    return row < this.length ? (this.#tops[row] ?? 0) : this.bottom;
  }

  /** Without the gap below it. */
  heightOf(row: number): number {
    return this.topOf(row + 1) - this.topOf(row) - this.#gap;
  }

  /** The last row that starts at or above a height; the first for one above all. */
  rowAt(y: number): number {
    return Math.max(0, lastAtMost(this.#tops, this.length, y));
  }

  /** The last row whose first sample is not after this one. */
  rowOf(index: number): number {
    return Math.max(0, lastAtMost(this.#firsts, this.length, index));
  }

  #grow(): void {
    const [firsts, tops] = [new Uint32Array(2 * this.length), new Float64Array(2 * this.length)];
    firsts.set(this.#firsts);
    tops.set(this.#tops);
    [this.#firsts, this.#tops] = [firsts, tops];
  }
}

/** A layout of many rows pauses after so many samples, or rows: well below a millisecond. */
export const PAUSE_EVERY = 1 << 14;

/** What differs between the two layouts. */
export interface RowMaker {
  readonly cell: number;
  readonly columns: number;
  /** Adds the rows of the samples `from` to `to`; pauses where it would take long. */
  add(table: RowTable, from: number, to: number, captionHeight: number): Generator<void, void>;
  /** @param isLast of its group: it need not fill the width */
  edges(range: RowRange, isLast: boolean): Float64Array;
}
