import { WinnowError } from '../../shared/errors.ts';
import type { ExportLayout, ExportTable, LayoutContext, PlacedRow } from './export-layout.ts';
import { placeAsInSource } from './place-as-in-source.ts';
import { splitNames } from './split-names.ts';

/**
 * One path a line: `paths.txt`, or where samples are in splits a file for each (`train.txt`). Names are written as the bytes they
 * are. A name with a line break in it would read as two and is refused.
 */
export function pathsLayout({ plan, pathOf }: LayoutContext): ExportLayout {
  const lineOf = (row: PlacedRow): string => `${checked(pathOf(row))}\n`;
  const nameOf = splitNames(plan, '.txt');
  const splits = [...Object.keys(plan.splits), ...(plan.hasUnsplit ? [null] : [])];
  const hasSplits = Object.keys(plan.splits).length > 0;
  const tables = hasSplits
    ? splits.map((split) => table(nameOf(split), (row) => (row.split === split ? lineOf(row) : '')))
    : [table('paths.txt', lineOf)];
  return { place: placeAsInSource(), tables };
}

function table(path: string, row: (row: PlacedRow) => string): ExportTable {
  return { path, sections: [{ head: '', row, foot: '' }], isBytes: true };
}

/** @throws {WinnowError} export_failed */
function checked(path: string): string {
  if (!/[\n\r]/.test(path)) return path;
  throw new WinnowError(
    'export_failed',
    `${JSON.stringify(path)} has a line break in its name, which a list of paths cannot hold. Rename the file, leave it out, or export as jsonl.`,
  );
}
