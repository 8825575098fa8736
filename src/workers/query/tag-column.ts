import { type Bits, clearBit, hasBit, noBits, setBit, unite } from './bits.ts';
import { type ClearableColumn, type ColumnSource, withRoom } from './column.ts';

/** One entry per sample and tag, by id. */
export interface TagEntries {
  readonly ids: readonly number[];
  readonly tags: readonly string[];
}

/** Tags as a set of rows each. */
export class TagColumn implements ClearableColumn {
  readonly #source: ColumnSource<TagEntries>;
  readonly #rowOf: (id: number) => number;
  readonly #sets = new Map<string, Bits>();
  filled = 0;
  version = 0;

  /** @param rowOf the row of a known id, or -1 */
  constructor(source: ColumnSource<TagEntries>, rowOf: (id: number) => number) {
    this.#source = source;
    this.#rowOf = rowOf;
  }

  /** Rows with each tag. A set may end before the last row, and may be empty. */
  get sets(): ReadonlyMap<string, Bits> {
    return this.#sets;
  }

  /** Rows that have any tag. @param length rows of the table */
  tagged(length: number): Bits {
    const any = noBits(length);
    for (const set of this.#sets.values()) unite(any, set);
    return any;
  }

  fill(after: number, upto: number, count: number): void {
    this.#add(this.#source.range(after, upto));
    this.filled += count;
    this.version++;
  }

  clear(): void {
    this.#sets.clear();
    this.filled = 0;
    this.version++;
  }

  update(rows: readonly number[], ids: string): void {
    const before = this.#tagsAt(rows);
    for (const set of this.#sets.values()) for (const row of rows) clearBit(set, row);
    this.#add(this.#source.of(ids));
    if (this.#tagsAt(rows) !== before) this.version++;
  }

  /** The same text for the same tags. */
  #tagsAt(rows: readonly number[]): string {
    return JSON.stringify([...this.#sets].map(([tag, set]) => [tag, rows.filter((row) => hasBit(set, row))]));
  }

  #add({ ids, tags }: TagEntries): void {
    for (const [k, id] of ids.entries()) {
      const row = this.#rowOf(id);
      if (row >= 0) this.#put(tags[k] ?? '', row);
    }
  }

  #put(tag: string, row: number): void {
    const set = withRoom(this.#sets.get(tag) ?? noBits(0), (row >>> 5) + 1);
    setBit(set, row);
    this.#sets.set(tag, set);
  }
}
