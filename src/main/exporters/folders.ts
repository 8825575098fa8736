import { basename } from 'node:path/posix';
import { type ExportLayout, MANIFEST_FILE, MANIFEST_ROWS_FILE } from './export-layout.ts';
import type { ExportPlan } from './plan-export.ts';
import { safeFolderName } from './safe-names.ts';
import { createTakenNames } from './taken-names.ts';

const UNLABELED = 'unlabeled';
const UNSPLIT = 'unsplit';

/**
 * `<split>/<class>/<file>`, or `<class>/<file>` where no exported sample is in a split. Samples without a class go to
 * `unlabeled/`, those without a split, where others have one, to `unsplit/`. Files keep their names; of two that would
 * meet, the later in path order gets a number.
 */
export function foldersLayout(plan: Pick<ExportPlan, 'classes' | 'splits' | 'hasUnlabeled' | 'hasUnsplit'>): ExportLayout {
  const splits = Object.keys(plan.splits);
  const hasSplits = splits.length > 0;
  const splitFolder = folderNames(splits, UNSPLIT, hasSplits ? [MANIFEST_FILE, MANIFEST_ROWS_FILE] : []);
  const classFolder = folderNames(plan.classes, UNLABELED, hasSplits ? [] : [MANIFEST_FILE, MANIFEST_ROWS_FILE]);
  const take = createTakenNames();
  return {
    place({ path, label, split }) {
      const folder = hasSplits ? `${splitFolder(split)}/${classFolder(label)}` : classFolder(label);
      return `${folder}/${take(folder, basename(path))}`;
    },
    table: null,
  };
}

/** A folder for each name, none like another or like the reserved ones. Real names come before the one for none. */
function folderNames(names: readonly string[], none: string, reserved: readonly string[]): (name: string | null) => string {
  const take = createTakenNames();
  for (const name of reserved) take('', name);
  const folders = new Map<string | null, string>();
  for (const name of names) folders.set(name, take('', safeFolderName(name)));
  folders.set(null, take('', none));
  return (name) => folders.get(name) ?? safeFolderName(name ?? none);
}
