import { posix } from 'node:path';
import type { ExportRow } from '../index/export-rows.ts';
import type { ExportLayout } from './export-layout.ts';
import { createTakenNames } from './taken-names.ts';

const IMAGES = 'images';
const HEADER = ['path', 'label', 'split', 'width', 'height', 'sizeBytes', 'sha256', 'tags', 'source'];

/**
 * `samples.csv` and the files under `images/`, in the folders they came from. `path` is relative to the export, or the
 * original's absolute path where nothing is copied; `source` is relative to the dataset.
 *
 * Values are written as they are. A spreadsheet may take one that begins with `=`, `+`, `-` or `@` for a formula; the
 * usual guard, a `'` before it, would change labels and paths for every program that reads the table, which is what it
 * is for. Text is always quoted, so that `1e5` or `007` at least does not become a number in readers that respect it.
 */
export function csvLayout(sourceFolder: string): ExportLayout {
  const take = createTakenNames();
  return {
    place({ path }) {
      const folder = posix.join(IMAGES, posix.dirname(path));
      return `${folder}/${take(folder, posix.basename(path))}`;
    },
    table: {
      file: 'samples.csv',
      head: csvLine(HEADER.map(quoted)),
      line: (row, exported) => csvRow(row, exported ?? posix.join(sourceFolder, row.path)),
    },
  };
}

function csvRow({ label, split, width, height, sizeBytes, contentHash, tags, path }: ExportRow, shown: string): string {
  return csvLine([
    quoted(shown),
    quoted(label),
    quoted(split),
    width ?? '',
    height ?? '',
    sizeBytes,
    quoted(contentHash),
    quoted(tags.length === 0 ? null : tags.join(';')),
    quoted(path),
  ]);
}

/** RFC 4180. A missing value is empty and unquoted, an empty one `""`. */
function quoted(text: string | null): string {
  return text === null ? '' : `"${text.replaceAll('"', '""')}"`;
}

function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.join(',')}\r\n`;
}
