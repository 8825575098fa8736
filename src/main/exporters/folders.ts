import { basename } from 'node:path/posix';
import { type ExportLayout, RESERVED_NAMES } from './export-layout.ts';
import type { ExportPlan } from './plan-export.ts';
import { namesFor, splitNames } from './split-names.ts';
import { createTakenNames } from './taken-names.ts';

const UNLABELED = 'unlabeled';

/**
 * `<split>/<class>/<file>`, or `<class>/<file>` where no exported sample is in a split. Samples without a class go to
 * `unlabeled/`, those without a split, where others have one, to `unsplit/`. Files keep their names; of two that would
 * meet, the later in path order gets a number.
 */
export function foldersLayout(plan: Pick<ExportPlan, 'classes' | 'splits' | 'hasUnlabeled' | 'hasUnsplit'>): ExportLayout {
  const hasSplits = Object.keys(plan.splits).length > 0;
  const splitFolder = splitNames(plan, '');
  const classFolder = namesFor(plan.classes, { none: UNLABELED, ending: '', reserved: hasSplits ? [] : RESERVED_NAMES });
  const take = createTakenNames();
  return {
    place({ path, label, split }) {
      const folder = hasSplits ? `${splitFolder(split)}/${classFolder(label)}` : classFolder(label);
      return `${folder}/${take(folder, basename(path))}`;
    },
  };
}
