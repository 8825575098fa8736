import type { ExportLayout, LayoutContext, PlacedRow } from './export-layout.ts';
import { placeAsInSource } from './place-as-in-source.ts';

const BOX_HEADER = ['path', 'class', 'xmin', 'ymin', 'xmax', 'ymax', 'is_crowd', 'area'];
const HEADER = ['path', 'label', 'split', 'width', 'height', 'sizeBytes', 'sha256', 'tags', 'source'];

/**
 * `samples.csv` and the files under `images/`, in the folders they came from. `path` is relative to the export, or the
 * original's absolute path where nothing is copied; `source` is relative to the dataset.
 *
 * Where there are boxes, `boxes.csv` has one a row.
 *
 * Values are written as they are. A spreadsheet may take one that begins with `=`, `+`, `-` or `@` for a formula; the
 * usual guard, a `'` before it, would change labels and paths for every program that reads the table, which is what it
 * is for. Text is always quoted, so that `1e5` or `007` at least does not become a number in readers that respect it.
 */
export function csvLayout({ plan, pathOf, hasWeights }: Pick<LayoutContext, 'plan' | 'pathOf' | 'hasWeights'>): ExportLayout {
  const head = csvLine((hasWeights ? [...HEADER, 'weight'] : HEADER).map(quoted));
  const row = (placed: PlacedRow): string =>
    csvLine([...cellsOf(placed, pathOf(placed)), ...(hasWeights ? [placed.weight ?? ''] : [])]);
  const samples = { path: 'samples.csv', sections: [{ head, row, foot: '' }] };
  const boxes = {
    path: 'boxes.csv',
    sections: [{ head: csvLine(BOX_HEADER.map(quoted)), row: (placed: PlacedRow) => boxRows(placed, pathOf(placed)), foot: '' }],
  };
  return { place: placeAsInSource(), tables: (plan.boxes?.exported ?? 0) > 0 ? [samples, boxes] : [samples] };
}

/** Corners in pixels of the picture as it is shown. */
function boxRows({ annotation }: PlacedRow, shown: string): string {
  const lines = (annotation?.boxes ?? []).map(({ class: name, place: [x, y, width, height], isCrowd, area }) =>
    csvLine([quoted(shown), quoted(name), x, y, x + width, y + height, Number(isCrowd), area ?? '']),
  );
  return lines.join('');
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

/** Cells that are written as they must stand. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.join(',')}\r\n`;
}
