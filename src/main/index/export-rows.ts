import type { SampleStatus } from '../../shared/sample.ts';
import { openReadable, type ReadableDb } from '../db/connection.ts';
import { createAnnotationReader, type ExportAnnotation } from './export-boxes.ts';
import { beforeRelabel } from './given-labels.ts';
import { SAMPLE_COLUMNS, type SampleColumn, selectSamplesAfterPath } from './sample-columns.ts';

/** What an export needs to know of a sample. */
export interface ExportRow {
  readonly id: number;
  readonly path: string;
  readonly status: SampleStatus;
  /** Of a file that could not be used: why, in words. */
  readonly reason: string | null;
  /** By content. */
  readonly format: string | null;
  readonly sizeBytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** EXIF, 1 … 8; null: none. Width and height are of the picture as it is shown, turned accordingly. */
  readonly orientation: number | null;
  /** SHA-256, hex. */
  readonly contentHash: string | null;
  readonly label: string | null;
  /** Where the user gave another one; absent: that is `label`. */
  readonly labelBefore?: string | null;
  readonly split: string | null;
  readonly tags: readonly string[];
  /** Null: no annotation speaks of it, or boxes were not asked for. Without a box in it: somebody looked and saw nothing. */
  readonly annotation: ExportAnnotation | null;
}

const EXPORT_COLUMNS = [
  'id',
  'path',
  'status',
  'reason',
  'format',
  'sizeBytes',
  'width',
  'height',
  'orientation',
  'contentHash',
  'label',
  'labelBefore',
  'split',
  'tags',
] as const satisfies readonly SampleColumn[];

interface StoredRow extends Omit<ExportRow, 'tags' | 'labelBefore' | 'annotation'> {
  readonly labelBefore: string | null;
  readonly tags: string;
}

/** Rows read at once, and worked on without a pause: about 5 ms. */
const CHUNK = 500;

/**
 * A connection of its own that sees the index as it is now for as long as it is open, whatever is decided meanwhile. The
 * write-ahead log grows until it is closed.
 */
export function openSnapshot(file: string): ReadableDb {
  const db = openReadable(file);
  db.prepare('BEGIN').run();
  // A deferred transaction begins with its first read.
  db.prepare('SELECT max(id) FROM sample').get();
  return db;
}

/**
 * Every sample in path order, in chunks; nothing is held between two.
 * @param withBoxes also reads what annotations give: twice the time
 */
export function* exportRows(db: ReadableDb, withBoxes: boolean): Generator<readonly ExportRow[]> {
  const statement = db.prepare(selectSamplesAfterPath(EXPORT_COLUMNS));
  const annotationsOf = withBoxes ? createAnnotationReader(db) : () => new Map<number, ExportAnnotation>();
  let after = '';
  for (;;) {
    const rows = statement.all(after, CHUNK) as StoredRow[];
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.path;
    const annotations = annotationsOf(rows.map(({ id }) => id));
    yield rows.map(({ labelBefore, tags, ...row }) => ({
      ...row,
      ...beforeRelabel(labelBefore),
      tags: JSON.parse(tags) as string[],
      annotation: annotations.get(row.id) ?? null,
    }));
  }
}

/** @returns SHA-256 of the file when it was indexed, hex; null where it is not known */
export function readContentHash(db: ReadableDb, path: string): string | null {
  const row = db.prepare(`SELECT ${SAMPLE_COLUMNS.contentHash} FROM sample WHERE path = ?`).pluck().get(path);
  return (row as string | null | undefined) ?? null;
}
