import Database from 'better-sqlite3';
import { DEFAULT_DETECTION_SETTINGS } from '../../shared/detection.ts';
import { type Cuts, isIssueKind, isScoreKind } from '../../shared/issue.ts';
import { DEFAULT_LABEL_SETTINGS } from '../../shared/prediction.ts';
import type { CarriedValue } from './carried-column.ts';
import type { ColumnSource } from './column.ts';
import type { ColumnSources, ColumnStatements, SparseNumber } from './column-sources.ts';
import type { JudgingSettings } from './issue-calls.ts';
import type { QueryRun } from './run-cache.ts';
import type { ScoreRows } from './score-columns.ts';
import type { SparseEntries } from './sparse-column.ts';
import type { TableRows } from './sparse-table.ts';
import type { TagEntries } from './tag-column.ts';

/** Ids in path order after some path, and the last of those paths. */
export interface PathOrderSlice {
  readonly ids: readonly number[];
  readonly last: string | null;
}

/** Where samples stand in path order: right after `before[k]`, null: first of all. */
export interface PathNeighbours {
  readonly ids: readonly number[];
  readonly before: readonly (number | null)[];
}

/** A given box as `ColumnSources.boxes` says. */
export type GivenBoxRow = readonly [
  ...[sample: number, class_: number, left: number, top: number, width: number, height: number],
  ...[isCrowd: number, area: number | null],
];

type Row = Readonly<Record<string, unknown>>;

/** Runs the statements of `ColumnSources` on a read-only connection of its own. */
export class ColumnReader {
  readonly #db: Database.Database;
  readonly #sources: ColumnSources;
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(sources: ColumnSources) {
    this.#sources = sources;
    this.#db = new Database(sources.dbFile, { readonly: true, fileMustExist: true });
    this.#db.pragma('busy_timeout = 5000');
  }

  /** Least and greatest id, null where there is none, and how many there are. */
  idExtent(): { readonly first: number | null; readonly last: number | null; readonly count: number } {
    const { first, last, count } = this.#row(this.#sources.idExtent);
    return { first: first as number | null, last: last as number | null, count: count as number };
  }

  idsAfter(after: number, limit: number): readonly number[] {
    return json(this.#row(this.#sources.ids.range, after, limit).ids);
  }

  /** Those of the given ids that exist, ascending. @param ids JSON array */
  idsOf(ids: string): readonly number[] {
    return json(this.#row(this.#sources.ids.of, ids).ids);
  }

  number(field: keyof ColumnSources['numbers']): ColumnSource<readonly (number | null)[]> {
    return this.#source(this.#sources.numbers[field], (row) => json(row.value));
  }

  scores(): ColumnSource<ScoreRows> {
    return this.#rows(this.#sources.scores);
  }

  /** @param of what the active model, or the active set of annotations, says of samples */
  seen(of: 'embeddingScores' | 'mapPoints' | 'annotationScores'): ColumnSource<TableRows> {
    return this.#rows(this.#sources[of]);
  }

  text(field: keyof ColumnSources['texts']): ColumnSource<readonly (string | null)[]> {
    return this.#source(this.#sources.texts[field], (row) => json(row.value));
  }

  sparse(field: SparseNumber): ColumnSource<SparseEntries> {
    return this.#source(this.#sources.sparse[field], (row) => ({ ids: json(row.ids), values: json(row.value) }));
  }

  /** Names of what annotation files carry, with their ids. */
  carriedFields(): ReadonlyMap<string, number> {
    return new Map(this.#statement(this.#sources.carriedFields).raw().all() as [string, number][]);
  }

  /** @param id of the field */
  carried(id: number): ColumnSource<readonly (CarriedValue | null)[]> {
    const { range, of } = this.#sources.carried;
    return {
      range: (after, upto) => json(this.#row(range, id, after, upto).value),
      of: (ids) => json(this.#row(of, id, ids).value),
    };
  }

  /** @param of tags, what was said to be no issue, or classes of boxes */
  tags(of: 'tags' | 'kept' | 'boxClasses'): ColumnSource<TagEntries> {
    return this.#source(this.#sources[of], (row) => ({ ids: json(row.ids), tags: json(row.tags) }));
  }

  paths(): ColumnSource<Uint8Array> {
    return this.#source(this.#sources.paths, (row) => (row.paths instanceof Uint8Array ? row.paths : new Uint8Array(0)));
  }

  pathOrderAfter(path: string, limit: number): PathOrderSlice {
    const row = this.#row(this.#sources.pathOrder.after, path, limit);
    return { ids: json(row.ids), last: row.last as string | null };
  }

  /** @param ids JSON array */
  pathNeighbours(ids: string): PathNeighbours {
    const row = this.#row(this.#sources.pathOrder.before, ids);
    return { ids: json(row.ids), before: json(row.before) };
  }

  /** Runs `read` on one state of the database. Keep it short: an open read holds up checkpoints and the log grows. */
  atOnce<T>(read: () => T): T {
    return this.#db.transaction(read)();
  }

  /** Cuts that were moved, as far as this version knows the kinds. */
  cuts(): Cuts {
    const rows = this.#db.prepare(this.#sources.cuts).all() as { readonly kind: string; readonly cut: number }[];
    return Object.fromEntries(
      rows.filter(({ kind }) => isIssueKind(kind) && isScoreKind(kind)).map(({ kind, cut }) => [kind, cut]),
    );
  }

  settings(): JudgingSettings {
    const read = <T>(sql: string, otherwise: T): T => {
      const row = this.#statement(sql).get() as Row | undefined;
      return row === undefined ? otherwise : json(row.value);
    };
    return {
      labels: read(this.#sources.labelSettings, DEFAULT_LABEL_SETTINGS),
      detection: read(this.#sources.detectionSettings, DEFAULT_DETECTION_SETTINGS),
    };
  }

  /** Names of classes by id. */
  classes(): readonly { readonly id: number; readonly name: string }[] {
    return this.#statement(this.#sources.classes).all() as { id: number; name: string }[];
  }

  /** Given boxes of samples with `after < id <= upto`, by sample. */
  givenBoxes(after: number, upto: number): readonly GivenBoxRow[] {
    return this.#statement(this.#sources.boxes.range).raw().all(after, upto) as GivenBoxRow[];
  }

  /** @param ids JSON array */
  givenBoxesOf(ids: string): readonly GivenBoxRow[] {
    return this.#statement(this.#sources.boxes.of).raw().all(ids) as GivenBoxRow[];
  }

  /** The cut of outliers that the active model has; null: none. */
  outlierCut(): number | null {
    const row = this.#statement(this.#sources.outlierCut).get() as { readonly cut: number | null } | undefined;
    return row?.cut ?? null;
  }

  /** Whether several annotators' labels are there. */
  hasAnnotations(): boolean {
    return this.#statement(this.#sources.annotations).get() !== undefined;
  }

  /** Of all runs of predictions. */
  get predictionsDirectory(): string {
    return this.#sources.predictions.directory;
  }

  predictionRuns(): readonly QueryRun[] {
    return (this.#statement(this.#sources.predictions.runs).all() as Row[]).map((row) => ({
      id: row.id as number,
      name: row.name as string,
      classes: json(row.classes),
      samples: row.samples as number,
      hasProbabilities: row.hasProbabilities === 1,
      hasConfidence: row.hasConfidence === 1,
      hasInfluence: row.hasInfluence === 1,
      boxes: row.boxes as number | null,
      isActive: row.isActive === 1,
    }));
  }

  close(): void {
    this.#db.close();
  }

  #source<T>(statements: ColumnStatements, parse: (row: Row) => T): ColumnSource<T> {
    return {
      range: (after, upto) => parse(this.#row(statements.range, after, upto)),
      of: (ids) => parse(this.#row(statements.of, ids)),
    };
  }

  /** Statements that answer a row a sample. */
  #rows<T>({ range, of }: ColumnStatements): ColumnSource<T> {
    return {
      range: (after, upto) => this.#statement(range).raw().all(after, upto) as T,
      of: (ids) => this.#statement(of).raw().all(ids) as T,
    };
  }

  #row(sql: string, ...parameters: readonly (string | number)[]): Row {
    return this.#statement(sql).get(...parameters) as Row;
  }

  #statement(sql: string): Database.Statement {
    const statement = this.#prepared.get(sql) ?? this.#db.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** What our own statements made with json_group_array; the statement says what is in it. */
function json<T>(value: unknown): T {
  return JSON.parse(value as string) as T;
}
