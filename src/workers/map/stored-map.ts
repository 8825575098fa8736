import type Database from 'better-sqlite3';
import type { MapLabel } from '../../shared/embedding.ts';
import type { Steps } from '../duplicates/steps.ts';
import type { MapSources } from './calls.ts';
import { mapLabels } from './map-labels.ts';
import { WordList } from './path-words.ts';
import type { SampleTerms } from './typical-terms.ts';

export interface StoredPoints {
  /** Ascending. */
  readonly ids: Uint32Array<ArrayBuffer>;
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
}

/** Rows read without a pause: about 10 ms. */
const CHUNK = 20_000;
/** Where fewer samples have a class, clusters are named by words of paths. */
const LEAST_LABELLED = 0.5;

/** Reads the points of a map. */
export function* readPoints(db: Database.Database, { sql, modelId }: MapSources): Steps<StoredPoints> {
  const count = Number(db.prepare(sql.countPoints).pluck().get(modelId));
  const points = { ids: new Uint32Array(count), x: new Float32Array(count), y: new Float32Array(count) };
  let at = 0;
  for (const row of rowsOf<[number, number, number]>(db, sql.points, modelId)) {
    if (row === null) {
      yield at / count;
      continue;
    }
    // Another may be written since they were counted.
    if (at === count) break;
    [points.ids[at], points.x[at], points.y[at]] = row;
    at++;
  }
  return at === count ? points : { ids: points.ids.slice(0, at), x: points.x.slice(0, at), y: points.y.slice(0, at) };
}

/** Reads a map and what its samples are called, and names its clusters. */
export function* labelStoredMap(db: Database.Database, sources: MapSources): Steps<readonly MapLabel[]> {
  const { ids, x, y } = yield* readPoints(db, sources);
  const classes = yield* readClasses(db, sources, ids);
  const labelled = classes.terms.length;
  const terms = labelled < LEAST_LABELLED * ids.length ? yield* readWords(db, sources, ids) : classes;
  const points = new Float32Array(2 * ids.length);
  for (let i = 0; i < ids.length; i++) {
    points[2 * i] = x[i] as number;
    points[2 * i + 1] = y[i] as number;
  }
  return mapLabels(points, terms);
}

function* readClasses(db: Database.Database, { sql }: MapSources, ids: Uint32Array): Steps<SampleTerms> {
  const names = new Map<number, string>(db.prepare(sql.classNames).raw().all() as [number, string][]);
  const codes = new Map([...names.keys()].map((id, code) => [id, code]));
  const terms: number[] = [];
  const starts = new Uint32Array(ids.length + 1);
  const has = (classId: number | null): void => {
    const code = classId === null ? undefined : codes.get(classId);
    if (code !== undefined) terms.push(code);
  };
  yield* inOrder<number | null>(db, sql.classes, ids, (at, classId) => {
    has(classId);
    starts[at + 1] = terms.length;
  });
  return { starts, terms: Uint32Array.from(terms), names: [...names.values()] };
}

function* readWords(db: Database.Database, { sql }: MapSources, ids: Uint32Array): Steps<SampleTerms> {
  const words = new WordList();
  yield* inOrder<string>(db, sql.paths, ids, (_, path) => words.add(path ?? ''));
  return words.terms();
}

/** Calls back for each of `ids` in order, with the value that a statement has of it; null: none. */
function* inOrder<T>(
  db: Database.Database,
  sql: string,
  ids: Uint32Array,
  take: (at: number, value: T | null) => void,
): Steps<void> {
  let at = 0;
  for (const row of rowsOf<[number, T]>(db, sql)) {
    if (row === null) {
      yield at / ids.length;
      continue;
    }
    for (; at < ids.length && (ids[at] as number) < row[0]; at++) take(at, null);
    if (ids[at] === row[0]) take(at++, row[1]);
  }
  for (; at < ids.length; at++) take(at, null);
}

/** Rows by their first column, an id, in slices; null between two of these. The statement takes `(…before, after, limit)`. */
function* rowsOf<R extends readonly [number, ...unknown[]]>(
  db: Database.Database,
  sql: string,
  ...before: readonly number[]
): Generator<R | null, void, void> {
  const read = db.prepare(sql).raw();
  for (let after = 0; ; yield null) {
    const rows = read.all(...before, after, CHUNK) as R[];
    yield* rows;
    if (rows.length < CHUNK) return;
    after = (rows.at(-1) as R)[0];
  }
}
