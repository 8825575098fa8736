import type { ReadableDb } from '../db/connection.ts';

/** Pictures of one width and height, as an array: what is read a million times had better be small. */
export type SizeRow = readonly [width: number, height: number, pictures: number];

/** @returns sizes of the pictures whose id is in (after, upto] */
export function readSizes(db: ReadableDb, after: number, upto: number): readonly SizeRow[] {
  return db
    .prepare<[number, number], SizeRow>(`
      SELECT width, height, count(*) FROM sample
      WHERE id > ? AND id <= ? AND status <> 'missing' AND width > 0 AND height > 0 GROUP BY width, height`)
    .raw()
    .all(after, upto);
}

/** Files whose size is 2^(bin / perOctave) to 2^((bin + 1) / perOctave) bytes; null: empty ones. */
export interface FileSizeRow {
  readonly bin: number | null;
  readonly files: number;
  readonly smallest: number;
  readonly largest: number;
}

/** @returns file sizes of the samples whose id is in (after, upto] */
export function readFileSizes(db: ReadableDb, after: number, upto: number, perOctave: number): readonly FileSizeRow[] {
  return db
    .prepare<[number, number, number], FileSizeRow>(`
      SELECT CASE WHEN size_bytes > 0 THEN CAST(floor(? * log2(size_bytes)) AS INTEGER) END AS bin, count(*) AS files,
        min(size_bytes) AS smallest, max(size_bytes) AS largest
      FROM sample WHERE id > ? AND id <= ? AND status <> 'missing' GROUP BY bin`)
    .all(perOctave, after, upto);
}
