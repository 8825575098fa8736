/** Reads one column for some samples, in id order. */
export interface ColumnSource<T> {
  /** Samples with `after < id <= upto`. */
  range(after: number, upto: number): T;
  /** @param ids JSON array */
  of(ids: string): T;
}

/** One field of all samples, by row. It is filled from the front, so that what is there is right at any time. */
export interface Column {
  /** Rows read so far. */
  readonly filled: number;
  /** Rises whenever a row is added or a value becomes another: what was worked out from the column holds until then. */
  readonly version: number;
  /**
   * Reads the next rows, ids `after < id <= upto`. @throws {RowsGone} when they are not `count`
   * @param length rows of the whole table, to make room for at once
   */
  fill(after: number, upto: number, count: number, length: number): void;
  /** Reads changed rows again. @param rows ascending, all below `filled` @param ids theirs, JSON array */
  update(rows: readonly number[], ids: string): void;
}

/** A column that can be read anew by itself, since no other has to fit it. */
export interface ClearableColumn extends Column {
  /** Forgets what was read. */
  clear(): void;
}

/** Rows were deleted that this worker still counts: all positions are off, and the columns must be read anew. */
export class RowsGone extends Error {
  constructor(expected: number, found: number) {
    super(`Expected ${expected} rows, found ${found}.`);
    this.name = 'RowsGone';
  }
}

export function expectRows(expected: number, found: number): void {
  if (expected !== found) throw new RowsGone(expected, found);
}

type Resizable = Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/**
 * The array with room for `length` entries; itself where it has it, else a copy that is half again as long. An empty one
 * gets the room that is `expected`.
 */
export function withRoom<T extends Resizable>(array: T, length: number, expected = 0): T {
  if (length <= array.length) return array;
  const Type = array.constructor as new (length: number) => T;
  const longer = new Type(Math.max(length, array.length === 0 ? expected : Math.ceil(array.length * 1.5)));
  longer.set(array);
  return longer;
}
