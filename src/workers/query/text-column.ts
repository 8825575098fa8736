import { type ClearableColumn, type ColumnSource, expectRows, withRoom } from './column.ts';

/** A string per row, as a code into a dictionary; code 0 is missing. */
export class TextColumn implements ClearableColumn {
  readonly #source: ColumnSource<readonly (string | null)[]>;
  readonly #codes = new Map<string, number>();
  /** By code; the first stands for missing. */
  readonly dictionary: (string | null)[] = [null];
  #values = new Uint32Array(0);
  filled = 0;
  version = 0;

  constructor(source: ColumnSource<readonly (string | null)[]>) {
    this.#source = source;
  }

  /** Codes; the first `filled` entries count. */
  get values(): Uint32Array {
    return this.#values;
  }

  /** Null where no row ever had the value. */
  codeOf(value: string): number | null {
    return this.#codes.get(value) ?? null;
  }

  fill(after: number, upto: number, count: number, length: number): void {
    const read = this.#source.range(after, upto);
    expectRows(count, read.length);
    this.#values = withRoom(this.#values, this.filled + count, length);
    for (const value of read) this.#values[this.filled++] = this.#encode(value);
    this.version++;
  }

  clear(): void {
    this.filled = 0;
    this.version++;
  }

  update(rows: readonly number[], ids: string): void {
    const read = this.#source.of(ids);
    expectRows(rows.length, read.length);
    let hasChanged = false;
    for (const [k, row] of rows.entries()) {
      const code = this.#encode(read[k] ?? null);
      hasChanged ||= this.#values[row] !== code;
      this.#values[row] = code;
    }
    if (hasChanged) this.version++;
  }

  #encode(value: string | null): number {
    if (value === null) return 0;
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    this.#codes.set(value, this.dictionary.length);
    return this.dictionary.push(value) - 1;
  }
}

/** For sorting codes: each code's place in the order of its strings, by code point as SQLite compares them. */
export function ranksOf(dictionary: readonly (string | null)[]): Uint32Array {
  const codes = dictionary.flatMap((value, code) => (value === null ? [] : [{ value, code }]));
  codes.sort((a, b) => compareCodePoints(a.value, b.value));
  const ranks = new Uint32Array(dictionary.length);
  for (const [rank, { code }] of codes.entries()) ranks[code] = rank;
  return ranks;
}

/** The order of the UTF-8 bytes; `<` compares UTF-16 units, which puts U+E000..U+FFFF after the astral planes. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x === y) continue;
    const isSurrogate = (unit: number): number => Number(unit >= 0xd800 && unit < 0xe000);
    return isSurrogate(x) - isSurrogate(y) || x - y;
  }
  return a.length - b.length;
}
