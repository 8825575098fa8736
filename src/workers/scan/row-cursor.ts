import Database from 'better-sqlite3';
import type { FoundFile, IndexedFiles, IndexedSample, KnownShard } from './calls.ts';

const ROWS_AT_ONCE = 2000;

/** Rows in path order, read in stretches so that no read transaction stays open between them. */
export interface RowCursor<R> {
  /** The row it stands at; null past the last. */
  peek(): R | null;
  advance(): void;
}

/** The rows of an index that a scan is compared with. */
export interface IndexRows {
  readonly samples: RowCursor<IndexedSample>;
  readonly ignored: RowCursor<FoundFile>;
  /** By path. */
  readonly shards: ReadonlyMap<string, KnownShard>;
  close(): void;
}

/** @param read rows after a path, at most so many */
export function createRowCursor<R extends { readonly path: string }>(
  read: (after: string, limit: number) => readonly R[],
): RowCursor<R> {
  let rows = read('', ROWS_AT_ONCE);
  let at = 0;
  return {
    peek: () => rows[at] ?? null,
    advance() {
      at++;
      const last = rows[rows.length - 1];
      if (at < rows.length || last === undefined) return;
      rows = rows.length < ROWS_AT_ONCE ? [] : read(last.path, ROWS_AT_ONCE);
      at = 0;
    },
  };
}

/** Opens the index that a scan is compared with, for reading. */
export function openIndexRows({ dbFile, samples, ignored, shards }: IndexedFiles): IndexRows {
  const db = new Database(dbFile, { readonly: true, fileMustExist: true });
  const sampleRows = db.prepare<[string, number], IndexedSample>(samples);
  const ignoredRows = db.prepare<[string, number], FoundFile>(ignored);
  return {
    samples: createRowCursor((after, limit) => sampleRows.all(after, limit)),
    ignored: createRowCursor((after, limit) => ignoredRows.all(after, limit)),
    shards: new Map(
      db
        .prepare<[], KnownShard>(shards)
        .all()
        .map((shard) => [shard.path, shard]),
    ),
    close: () => void db.close(),
  };
}
