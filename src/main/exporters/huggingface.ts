import { posix } from 'node:path';
import type { ExportLayout, LayoutContext, PlacedRow } from './export-layout.ts';
import { splitNames } from './split-names.ts';
import { createTakenNames } from './taken-names.ts';

const METADATA = 'metadata.jsonl';
/** Without splits: Hugging Face calls it train. */
const WHOLE = 'data';

/**
 * Hugging Face's imagefolder: a folder a split with its pictures and `metadata.jsonl`, whose `file_name` names them. Boxes stand in
 * `objects` as lists of [left, top, width, height] in pixels and of classes by name; absent where no annotation speaks of a picture.
 */
export function huggingfaceLayout({ plan, pathOf }: Pick<LayoutContext, 'plan' | 'pathOf'>): ExportLayout {
  const splits = Object.keys(plan.splits);
  const splitFolder = splitNames(plan, '');
  const folderOf = (split: string | null): string => (splits.length === 0 ? WHOLE : splitFolder(split));
  const take = createTakenNames();
  const folders = [...splits, ...(plan.hasUnsplit ? [null] : [])].map(folderOf);
  for (const folder of folders) take(folder, METADATA);
  const hasLabels = plan.classes.length > 0;
  const tableOf = (folder: string) => ({
    path: `${folder}/${METADATA}`,
    sections: [{ head: '', row: (row: PlacedRow) => (folderOf(row.split) === folder ? lineOf(row, folder) : ''), foot: '' }],
  });
  return {
    place({ path, split }) {
      const folder = posix.join(folderOf(split), posix.dirname(path));
      return `${folder}/${take(folder, posix.basename(path))}`;
    },
    tables: folders.map(tableOf),
  };

  function lineOf(row: PlacedRow, folder: string): string {
    const { label, annotation, tags, path: source } = row;
    const shown = pathOf(row);
    const file_name = shown === row.place ? row.place.slice(folder.length + 1) : shown;
    const objects = annotation && {
      bbox: annotation.boxes.map(({ place }) => place),
      categories: annotation.boxes.map((box) => box.class),
    };
    const said = {
      file_name,
      ...(hasLabels ? { label } : {}),
      ...(objects === null ? {} : { objects }),
      tags: tags.join(';') || null,
      source,
    };
    return `${JSON.stringify(said)}\n`;
  }
}
