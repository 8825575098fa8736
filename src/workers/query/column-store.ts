import { type CarriedField, nameOfCarried } from '../../shared/carried-field.ts';
import {
  ANNOTATION_FIELDS,
  type AnnotationField,
  EMBEDDING_FIELDS,
  type EmbeddingField,
  GROUP_FIELDS,
  MAP_FIELDS,
  type MapField,
  STORED_SCORES,
} from '../../shared/score.ts';
import type { ChangedPart } from './calls.ts';
import { CarriedColumn } from './carried-column.ts';
import { type ClearableColumn, type Column, RowsGone } from './column.ts';
import type { ColumnReader, PathNeighbours } from './column-reader.ts';
import type { IssueNumber, StoredNumber, StoredText } from './column-sources.ts';
import { foldersFrom } from './folder-column.ts';
import { IdColumn } from './id-column.ts';
import { type NumberArray, NumberColumn, type NumberValues } from './number-column.ts';
import { PathColumn } from './path-column.ts';
import { ScoreColumns } from './score-columns.ts';
import { SparseColumn } from './sparse-column.ts';
import { SparseTable } from './sparse-table.ts';
import { TagColumn } from './tag-column.ts';
import { TextColumn } from './text-column.ts';
import type { Checkpoint } from './turns.ts';
import { unknownCarried } from './unknown-carried.ts';

/** Rows read at once: 5-10 ms. */
const SLICE = 20_000;
/** With more rows changed than this, reading everything anew is no slower. */
const MANY = 20_000;

/** Fields whose columns hold doubles: whole numbers of any size, and fractions that are told apart. */
const DOUBLES = [
  'sizeBytes',
  'width',
  'height',
  'aspect',
  'channels',
  'frames',
  'modified',
  'capturedAt',
  'orientation',
] as const;
/** Numbers between 0 and 1, for which singles are precise enough at half the memory. */
const SPARSE_SINGLES = ['wrongExtension', 'private', 'intact'] as const;
const LINKS = ['link.exact', 'link.pixel', 'link.near'] as const;

export type NumberColumnName = StoredNumber | IssueNumber | 'relabeled';
export type ColumnName = CarriedField | NumberColumnName | StoredText | 'tag' | 'kept' | 'boxClass' | 'path' | 'folder';

/** What is read ahead first: the sidebar's fields, then what issues are made of, then the rest. */
const READ_AHEAD_FIRST: readonly ColumnName[] = [
  ...(['label', 'split', 'status', 'format', 'tag', 'boxClass', 'sizeBytes', 'width', 'height'] as const),
  ...(['kept', 'orientation', 'frames'] as const),
  ...GROUP_FIELDS,
  ...LINKS,
  ...SPARSE_SINGLES,
  'score.dark',
  'path',
];

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
  readonly texts: Readonly<Record<StoredText, TextColumn>>;
  readonly tags: TagColumn;
  /** Kinds of issues that the user said a sample does not have, held as tags are. */
  readonly kept: TagColumn;
  /** Classes of the boxes given, held as tags are. */
  readonly boxClasses: TagColumn;
  readonly paths: PathColumn;
  readonly #numbers: ReadonlyMap<NumberColumnName, NumberValues>;
  readonly #scores: ScoreColumns;
  readonly #embeddingScores: SparseTable<EmbeddingField>;
  readonly #mapPoints: SparseTable<MapField>;
  readonly #annotationScores: SparseTable<AnnotationField>;
  readonly #columns: Map<ColumnName, Column>;
  readonly #carried = new Map<CarriedField, CarriedColumn>();
  #folders: TextColumn | null = null;
  readonly #parts: Readonly<Record<ChangedPart, readonly ClearableColumn[]>>;

  constructor(reader: ColumnReader) {
    this.reader = reader;
    const rowOf = (id: number): number => this.ids.rowOf(id);
    const duplicates = [
      ...GROUP_FIELDS.map((field) => [field, new SparseColumn(reader.sparse(field), rowOf, new Float64Array(0))] as const),
      ...LINKS.map((field) => [field, new SparseColumn(reader.sparse(field), rowOf, new Float32Array(0))] as const),
    ];
    const boxes = new SparseColumn(reader.sparse('boxes'), rowOf, new Float32Array(0));
    const relabeled = new SparseColumn(reader.sparse('relabeled'), rowOf, new Float32Array(0));
    this.#numbers = new Map<NumberColumnName, NumberValues>([
      ...duplicates,
      ['relabeled', relabeled],
      ['boxes', boxes],
      ...DOUBLES.map((field) => [field, new NumberColumn(reader.number(field))] as const),
      ...SPARSE_SINGLES.map((field) => [field, new SparseColumn(reader.sparse(field), rowOf, new Float32Array(0))] as const),
    ]);
    this.texts = {
      label: new TextColumn(reader.text('label')),
      consensus: new TextColumn(reader.text('consensus')),
      split: new TextColumn(reader.text('split')),
      status: new TextColumn(reader.text('status')),
      format: new TextColumn(reader.text('format')),
      note: new TextColumn(reader.text('note')),
    };
    this.tags = new TagColumn(reader.tags('tags'), rowOf);
    this.kept = new TagColumn(reader.tags('kept'), rowOf);
    this.boxClasses = new TagColumn(reader.tags('boxClasses'), rowOf);
    this.paths = new PathColumn(reader.paths());
    this.#scores = new ScoreColumns(reader.scores());
    this.#embeddingScores = new SparseTable(reader.seen('embeddingScores'), rowOf, EMBEDDING_FIELDS);
    this.#mapPoints = new SparseTable(reader.seen('mapPoints'), rowOf, MAP_FIELDS);
    this.#annotationScores = new SparseTable(reader.seen('annotationScores'), rowOf, ANNOTATION_FIELDS);
    this.#parts = {
      tags: [this.tags],
      labels: [this.texts.label, relabeled],
      kept: [this.kept],
      notes: [this.texts.note],
      duplicates: duplicates.map(([, column]) => column),
      embeddings: [this.#embeddingScores, this.#mapPoints],
      // They lie in files, not in columns.
      predictions: [],
      annotations: [this.texts.consensus, this.#annotationScores],
    };
    const texts = Object.entries(this.texts) as [StoredText, Column][];
    this.#columns = new Map<ColumnName, Column>([
      ...texts,
      ...this.#numbers,
      ['tag', this.tags],
      ['kept', this.kept],
      ['boxClass', this.boxClasses],
      ['path', this.paths],
      ...STORED_SCORES.map((name) => [`score.${name}`, this.#scores] as const),
      ...EMBEDDING_FIELDS.map((field) => [field, this.#embeddingScores] as const),
      ...MAP_FIELDS.map((field) => [field, this.#mapPoints] as const),
      ...ANNOTATION_FIELDS.map((field) => [field, this.#annotationScores] as const),
    ]);
  }

  /** Rows known. */
  get size(): number {
    return this.ids.length;
  }

  /** The numbers of a column that is ready; rows after its end have none. */
  numbers(name: NumberColumnName): NumberArray {
    const score = STORED_SCORES.find((stored) => name === `score.${stored}`);
    if (score !== undefined) return this.#scores.valuesOf(score);
    const embeddingScore = EMBEDDING_FIELDS.find((field) => name === field);
    if (embeddingScore !== undefined) return this.#embeddingScores.valuesOf(embeddingScore);
    const coordinate = MAP_FIELDS.find((field) => name === field);
    if (coordinate !== undefined) return this.#mapPoints.valuesOf(coordinate);
    const annotationScore = ANNOTATION_FIELDS.find((field) => name === field);
    if (annotationScore !== undefined) return this.#annotationScores.valuesOf(annotationScore);
    const column = this.#numbers.get(name);
    if (column === undefined) throw new Error(`There is no column of numbers "${name}".`);
    return column.values;
  }

  /** What annotation files say under a name, read first. @throws {WinnowError} bad_query where none says anything under it */
  async carried(field: CarriedField, checkpoint: Checkpoint): Promise<CarriedColumn> {
    const column = this.openedCarried(field);
    await this.ready([field], checkpoint);
    return column;
  }

  /** The folder of each sample. Few ask for it: it is read when the first does. */
  async folders(checkpoint: Checkpoint): Promise<TextColumn> {
    this.#folders ??= new TextColumn(foldersFrom(this.reader.paths()));
    this.#columns.set('folder', this.#folders);
    await this.ready(['folder'], checkpoint);
    return this.#folders;
  }

  /** The same, as far as it was read. @throws {WinnowError} bad_query */
  openedCarried(field: CarriedField): CarriedColumn {
    return this.#carried.get(field) ?? this.#openCarried(field);
  }

  /** Whether a carried field has few values; known from its first rows where it has many. */
  async isOfFew(field: CarriedField, most: number, checkpoint: Checkpoint): Promise<boolean> {
    const column = this.openedCarried(field);
    while (column.dictionary.length <= most + 1 && this.#fillSlice(field)) await checkpoint();
    return column.dictionary.length <= most + 1;
  }

  #openCarried(field: CarriedField): CarriedColumn {
    const id = this.reader.carriedFields().get(nameOfCarried(field));
    if (id === undefined) throw unknownCarried(field, [...this.reader.carriedFields().keys()]);
    const column = new CarriedColumn(this.reader.carried(id));
    this.#carried.set(field, column);
    this.#columns.set(field, column);
    return column;
  }

  /** The same text while none of these columns changed and no row came. Take it once they are ready. */
  versionOf(names: readonly ColumnName[]): string {
    return [this.size, ...names.map((name) => this.#columns.get(name)?.version)].join(' ');
  }

  /** The same, once they are read. */
  async versionRead(names: readonly ColumnName[], checkpoint: Checkpoint): Promise<string> {
    await this.ready(names, checkpoint);
    return this.versionOf(names);
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
    for (const name of READ_AHEAD_FIRST) if (this.#fillSlice(name)) return true;
    for (const name of this.#columns.keys()) if (this.#fillSlice(name)) return true;
    return false;
  }

  /**
   * Reads changed rows again and learns of new ones; null: that many are better read anew.
   * @param only the part that changed of the rows known; null: anything @throws {RowsGone}
   */
  async refresh(changed: Uint32Array, only: ChangedPart | null, checkpoint: Checkpoint): Promise<Refreshed | null> {
    const sizeBefore = this.size;
    await this.readIds(checkpoint);
    return this.reader.atOnce(() => {
      while (this.#readIdSlice());
      const rows = [...new Set(changed)].map((id) => this.ids.rowOf(id)).filter((row) => row >= 0 && row < sizeBefore);
      if (rows.length > MANY && only === null) return null;
      rows.sort((a, b) => a - b);
      if (rows.length > MANY && only !== null) this.forget(only);
      else this.#update(rows, only === null ? new Set(this.#columns.values()) : this.#parts[only]);
      const moved = only === null ? rows : [];
      if (moved.length + this.size - sizeBefore > MANY) return { neighbours: null };
      const ids = [...moved.map((row) => this.ids.at(row)), ...this.ids.values.subarray(sizeBefore, this.size)];
      return { neighbours: this.reader.pathNeighbours(JSON.stringify(ids)) };
    });
  }

  /** Has a part read again at its next use. */
  forget(part: ChangedPart): void {
    for (const column of this.#parts[part]) column.clear();
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
    column.fill(this.ids.at(column.filled - 1), this.ids.at(column.filled + count - 1), count, this.size);
    return true;
  }

  #update(rows: readonly number[], columns: Iterable<Column>): void {
    const idsOf = (some: readonly number[]): string => JSON.stringify(some.map((row) => this.ids.at(row)));
    const allIds = idsOf(rows);
    const found = this.reader.idsOf(allIds).length;
    if (found !== rows.length) throw new RowsGone(rows.length, found);
    for (const column of columns) {
      const filled = rows.filter((row) => row < column.filled);
      if (filled.length > 0) column.update(filled, filled.length === rows.length ? allIds : idsOf(filled));
    }
  }
}
