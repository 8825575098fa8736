import type { ExportRow } from '../index/export-rows.ts';

/** Names at the top of every export. */
export const MANIFEST_FILE = 'manifest.json';
export const MANIFEST_ROWS_FILE = 'manifest.jsonl';

/** How one format arranges an export. */
export interface ExportLayout {
  /** Where a sample's file goes, relative to the export. Asked once per exported sample, in path order. */
  place(row: ExportRow): string;
  /** The table beside the images, for formats that have one. */
  readonly table: ExportTable | null;
}

export interface ExportTable {
  readonly file: string;
  readonly head: string;
  /** @param exported where the file went; null: it was not copied */
  line(row: ExportRow, exported: string | null): string;
}
