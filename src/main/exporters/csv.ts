import type { ExportLayout, LayoutContext, PlacedRow } from './export-layout.ts';
import { placeAsInSource } from './place-as-in-source.ts';

const HEADER = ['path', 'label', 'split', 'width', 'height', 'sizeBytes', 'sha256', 'tags', 'source'];

/**
 * `samples.csv` and the files under `images/`, in the folders they came from. `path` is relative to the export, or the
 * original's absolute path where nothing is copied; `source` is relative to the dataset.
 *
 * Values are written as they are. A spreadsheet may take one that begins with `=`, `+`, `-` or `@` for a formula; the
 * usual guard, a `'` before it, would change labels and paths for every program that reads the table, which is what it
 * is for. Text is always quoted, so that `1e5` or `007` at least does not become a number in readers that respect it.
 */
export function csvLayout({ pathOf, hasWeights }: Pick<LayoutContext, 'pathOf' | 'hasWeights'>): ExportLayout {
  const head = csvLine((hasWeights ? [...HEADER, 'weight'] : HEADER).map(quoted));
  const row = (placed: PlacedRow): string =>
    csvLine([...cellsOf(placed, pathOf(placed)), ...(hasWeights ? [placed.weight ?? ''] : [])]);
  return { place: placeAsInSource(), tables: [{ path: 'samples.csv', sections: [{ head, row, foot: '' }] }] };
}

function cellsOf(
  { label, split, width, height, sizeBytes, contentHash, tags, path }: PlacedRow,
  shown: string,
): (string | number)[] {
  return [
    quoted(shown),
    quoted(label),
    quoted(split),
    width ?? '',
    height ?? '',
    sizeBytes,
    quoted(contentHash),
    quoted(tags.length === 0 ? null : tags.join(';')),
    quoted(path),
  ];
}

/** RFC 4180. A missing value is empty and unquoted, an empty one `""`. */
export function quoted(text: string | null): string {
  return text === null ? '' : `"${text.replaceAll('"', '""')}"`;
}

export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.join(',')}\r\n`;
}
