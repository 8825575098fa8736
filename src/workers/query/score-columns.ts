import { STORED_SCORES, type StoredScore } from '../../shared/score.ts';
import { type Column, type ColumnSource, expectRows, withRoom } from './column.ts';

/** Per sample its scores in the order of STORED_SCORES. */
export type ScoreRows = readonly (readonly (number | null)[])[];

/** The stored scores of each row; NaN is missing. They come from one table, and eight of them are read about as fast as two. */
export class ScoreColumns implements Column {
  readonly #source: ColumnSource<ScoreRows>;
  #scores: readonly Float32Array<ArrayBuffer>[] = STORED_SCORES.map(() => new Float32Array(0));
  filled = 0;
  version = 0;

  constructor(source: ColumnSource<ScoreRows>) {
    this.#source = source;
  }

  /** The first `filled` entries count. */
  valuesOf(score: StoredScore): Float32Array<ArrayBuffer> {
    return this.#scores[STORED_SCORES.indexOf(score)] ?? new Float32Array(0);
  }

  fill(after: number, upto: number, count: number, length: number): void {
    const read = this.#source.range(after, upto);
    expectRows(count, read.length);
    this.#scores = this.#scores.map((values) => withRoom(values, this.filled + count, length));
    for (const row of read) this.#set(this.filled++, row);
    this.version++;
  }

  update(rows: readonly number[], ids: string): void {
    const read = this.#source.of(ids);
    expectRows(rows.length, read.length);
    let hasChanged = false;
    for (const [k, row] of rows.entries()) hasChanged = this.#set(row, read[k] ?? []) || hasChanged;
    if (hasChanged) this.version++;
  }

  /** @returns whether a score became another */
  #set(row: number, scores: readonly (number | null)[]): boolean {
    let hasChanged = false;
    for (const [k, values] of this.#scores.entries()) {
      const before = values[row];
      values[row] = scores[k] ?? Number.NaN;
      hasChanged ||= !Object.is(before, values[row]);
    }
    return hasChanged;
  }
}
