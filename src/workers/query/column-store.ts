import type { NumberField, TextField } from '../../shared/query.ts';
import { type Column, RowsGone } from './column.ts';
import type { ColumnReader, PathNeighbours } from './column-reader.ts';
import { IdColumn } from './id-column.ts';
import { NumberColumn } from './number-column.ts';
import { PathColumn } from './path-column.ts';
import { TagColumn } from './tag-column.ts';
import { TextColumn } from './text-column.ts';
import type { Checkpoint } from './turns.ts';

/** Rows read at once: 5-10 ms. */
const SLICE = 20_000;
/** With more rows changed than this, reading everything anew is no slower. */
const MANY = 20_000;

export type ColumnName = Exclude<NumberField, 'id'> | TextField | 'path';

export interface Refreshed {
  /** Where the new and changed rows stand by path; null: too many to say. */
  readonly neighbours: PathNeighbours | null;
}

/**
 * Every field that can be filtered or sorted by, as typed arrays; a row's position is its place in the order of ids.
 * Columns are read at first use and kept current by `refresh`. Callers take turns.
 */
export class ColumnStore {
  readonly reader: ColumnReader;
  readonly ids = new IdColumn();
  readonly numbers: Readonly<Record<Exclude<NumberField, 'id'>, NumberColumn>>;
  readonly texts: Readonly<Record<Exclude<TextField, 'tag'>, TextColumn>>;
  readonly tags: TagColumn;
  readonly paths: PathColumn;
  readonly #columns: ReadonlyMap<ColumnName, Column>;

  constructor(reader: ColumnReader) {
    this.reader = reader;
    this.numbers = {
      sizeBytes: new NumberColumn(reader.number('sizeBytes')),
      width: new NumberColumn(reader.number('width')),
      height: new NumberColumn(reader.number('height')),
      aspect: new NumberColumn(reader.number('aspect')),
      channels: new NumberColumn(reader.number('channels')),
      frames: new NumberColumn(reader.number('frames')),
      modified: new NumberColumn(reader.number('modified')),
    };
    this.texts = {
      label: new TextColumn(reader.text('label')),
      split: new TextColumn(reader.text('split')),
      status: new TextColumn(reader.text('status')),
      format: new TextColumn(reader.text('format')),
    };
    this.tags = new TagColumn(reader.tags(), (id) => this.ids.rowOf(id));
    this.paths = new PathColumn(reader.paths());
    this.#columns = new Map(
      Object.entries({ ...this.texts, tag: this.tags, ...this.numbers, path: this.paths }) as [ColumnName, Column][],
    );
  }

  /** Rows known. */
  get size(): number {
    return this.ids.length;
  }

  numberValues(field: NumberField): Float64Array | Uint32Array {
    return field === 'id' ? this.ids.values : this.numbers[field].values;
  }

  /** Learns of the rows that were added. */
  async readIds(checkpoint: Checkpoint): Promise<void> {
    if (this.size === 0) this.#readIdRun();
    while (this.#readIdSlice()) await checkpoint();
  }

  /** Reads what is not there yet of the columns. @throws {RowsGone} */
  async ready(names: Iterable<ColumnName>, checkpoint: Checkpoint): Promise<void> {
    for (const name of names) while (this.#fillSlice(name)) await checkpoint();
  }

  /** Reads one more slice of whatever is not there yet, ahead of its use; false when all is there. @throws {RowsGone} */
  readAhead(): boolean {
    for (const name of this.#columns.keys()) if (this.#fillSlice(name)) return true;
    return false;
  }

  /** Reads changed rows again and learns of new ones; null: that many are better read anew. @throws {RowsGone} */
  async refresh(changed: Uint32Array, checkpoint: Checkpoint): Promise<Refreshed | null> {
    const sizeBefore = this.size;
    await this.readIds(checkpoint);
    return this.reader.atOnce(() => {
      while (this.#readIdSlice());
      const rows = [...new Set(changed)].map((id) => this.ids.rowOf(id)).filter((row) => row >= 0 && row < sizeBefore);
      if (rows.length > MANY) return null;
      rows.sort((a, b) => a - b);
      this.#update(rows);
      if (rows.length + this.size - sizeBefore > MANY) return { neighbours: null };
      const moved = [...rows.map((row) => this.ids.at(row)), ...this.ids.values.subarray(sizeBefore, this.size)];
      return { neighbours: this.reader.pathNeighbours(JSON.stringify(moved)) };
    });
  }

  /** A fifth of the time of reading the ids, and the usual case: rows are rarely deleted. */
  #readIdRun(): void {
    const { first, last, count } = this.reader.idExtent();
    if (first !== null && last === first + count - 1) this.ids.appendRun(first, count);
  }

  #readIdSlice(): boolean {
    const read = this.reader.idsAfter(this.ids.last, SLICE);
    this.ids.append(read);
    return read.length === SLICE;
  }

  #fillSlice(name: ColumnName): boolean {
    const column = this.#columns.get(name);
    if (column === undefined || column.filled === this.size) return false;
    const count = Math.min(SLICE, this.size - column.filled);
    column.fill(this.ids.at(column.filled - 1), this.ids.at(column.filled + count - 1), count);
    return true;
  }

  #update(rows: readonly number[]): void {
    const idsOf = (some: readonly number[]): string => JSON.stringify(some.map((row) => this.ids.at(row)));
    const allIds = idsOf(rows);
    const found = this.reader.idsOf(allIds).length;
    if (found !== rows.length) throw new RowsGone(rows.length, found);
    for (const column of this.#columns.values()) {
      const filled = rows.filter((row) => row < column.filled);
      if (filled.length > 0) column.update(filled, filled.length === rows.length ? allIds : idsOf(filled));
    }
  }
}
