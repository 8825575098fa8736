import { type ClearableColumn, type ColumnSource, expectRows, withRoom } from './column.ts';
import { compareCodePoints } from './text-column.ts';

export type CarriedValue = string | number;

/** What annotation files say of each row under one name: texts and numbers as codes into a dictionary; code 0 is missing. */
export class CarriedColumn implements ClearableColumn {
  readonly #source: ColumnSource<readonly (CarriedValue | null)[]>;
  readonly #codes = new Map<CarriedValue, number>();
  /** By code; the first stands for missing. */
  readonly dictionary: (CarriedValue | null)[] = [null];
  #values = new Uint32Array(0);
  filled = 0;
  version = 0;

  constructor(source: ColumnSource<readonly (CarriedValue | null)[]>) {
    this.#source = source;
  }

  /** Codes; the first `filled` entries count. */
  get values(): Uint32Array {
    return this.#values;
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
    for (const [k, row] of rows.entries()) this.#values[row] = this.#encode(read[k] ?? null);
    this.version++;
  }

  #encode(value: CarriedValue | null): number {
    if (value === null) return 0;
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    this.#codes.set(value, this.dictionary.length);
    return this.dictionary.push(value) - 1;
  }
}

/** For sorting codes: each code's place, numbers by size before texts by code point. */
export function ranksOfCarried(dictionary: readonly (CarriedValue | null)[]): Uint32Array {
  const codes = dictionary.flatMap((value, code) => (value === null ? [] : [{ value, code }]));
  codes.sort((a, b) => compareCarried(a.value, b.value));
  const ranks = new Uint32Array(dictionary.length);
  for (const [rank, { code }] of codes.entries()) ranks[code] = rank;
  return ranks;
}

function compareCarried(a: CarriedValue, b: CarriedValue): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  return typeof b === 'number' ? 1 : compareCodePoints(a, b);
}
