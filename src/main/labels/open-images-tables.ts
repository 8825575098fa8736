import type { PredictionTable } from '../predictions/prediction-file.ts';
import { openCsv } from '../predictions/read-csv.ts';
import type { LabelFile } from './label-reader.ts';

/** What a CSV file of Open Images lists. */
export type OpenImagesTable = 'boxes' | 'labels' | 'masks' | 'images' | 'classes';

export type OpenImagesRow = Readonly<Record<string, string>>;

/** Tells a table by its header; that of class names has none in versions 4 and 5. @param head of the file */
export function openImagesTable(head: string): OpenImagesTable | null {
  const [line = ''] = head.split(/\r?\n/, 1);
  const columns = new Set(line.split(',').map((name) => name.trim().replaceAll('"', '')));
  const has = (...names: readonly string[]): boolean => names.every((name) => columns.has(name));
  if (has('MaskPath', 'ImageID', 'LabelName')) return 'masks';
  if (has('ImageID', 'LabelName', 'XMin', 'XMax', 'YMin', 'YMax')) return 'boxes';
  if (has('ImageID', 'LabelName', 'Confidence')) return 'labels';
  if (has('ImageID', 'Subset')) return 'images';
  return has('LabelName', 'DisplayName') || /^\/[mgt]\/[^,]+,/.test(line) ? 'classes' : null;
}

/** Rows of a table by the names of its columns, without empty cells. @throws {WinnowError} bad_predictions; AbortError */
export async function* openImagesRows(
  file: LabelFile,
  signal: AbortSignal,
): AsyncGenerator<{ readonly rows: readonly OpenImagesRow[]; readonly share: number }, void, void> {
  const table = await openCsv(file.path);
  try {
    for await (const block of table.blocks(signal)) {
      const rows = Array.from({ length: block.rows }, (_, row) =>
        rowOf(table, (column) => String(block.cell(row, column) ?? '')),
      );
      yield { rows, share: block.share };
    }
  } finally {
    await table.close();
  }
}

function rowOf({ columns }: Pick<PredictionTable, 'columns'>, cell: (column: number) => string): OpenImagesRow {
  return Object.fromEntries(columns.map((name, at) => [name, cell(at)] as const).filter(([, value]) => value !== ''));
}

/** Names of classes by their identifiers. @throws {WinnowError} bad_predictions; AbortError */
export async function readClassNames(files: readonly LabelFile[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { path } of files) {
    const table = await openCsv(path);
    const [id, name] = table.columns;
    // Without a header the first class stands where its columns' names would.
    if (id !== undefined && name !== undefined && id !== 'LabelName') names.set(id, name);
    for await (const block of table.blocks(signal)) {
      for (let row = 0; row < block.rows; row++) names.set(String(block.cell(row, 0)), String(block.cell(row, 1) ?? ''));
    }
    await table.close();
  }
  return names;
}
