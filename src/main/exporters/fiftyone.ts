import { posix } from 'node:path';
import type { ExportLayout, LayoutContext, PlacedRow, TableSection } from './export-layout.ts';
import { splitExtension } from './safe-names.ts';
import { splitNames } from './split-names.ts';
import { createTakenStems } from './taken-names.ts';

/**
 * FiftyOne's image detection dataset where there are boxes, else its image classification dataset: pictures in `data/` and
 * `labels.json`, in a folder for each split. Pictures are called by their path below `data/` without extension; boxes are in shares of
 * the picture, and left out of one whose size is not known.
 */
export function fiftyoneLayout({ plan }: Pick<LayoutContext, 'plan'>): ExportLayout {
  const splits = Object.keys(plan.splits);
  const splitFolder = splitNames(plan, '');
  const rootOf = (split: string | null): string => (splits.length === 0 ? '' : `${splitFolder(split)}/`);
  const take = createTakenStems();
  const hasBoxes = (plan.boxes?.exported ?? 0) > 0;
  const classes = hasBoxes ? plan.boxClasses : plan.classes;
  const saidOf = hasBoxes ? detectionsOf : ({ label }: PlacedRow) => (label === null ? null : classes.indexOf(label));
  const section = (root: string): TableSection => ({
    head: `{"classes": ${JSON.stringify(classes)}, "labels": {`,
    row: (row) =>
      rootOf(row.split) === root ? `\n${JSON.stringify(keyOf(row.place, root))}: ${JSON.stringify(saidOf(row))}` : '',
    separator: ',',
    foot: '\n}}\n',
  });
  const roots = splits.length === 0 ? [''] : [...splits, ...(plan.hasUnsplit ? [null] : [])].map(rootOf);
  return {
    place({ path, split }) {
      const folder = posix.join(`${rootOf(split)}data`, posix.dirname(path));
      return `${folder}/${take(folder, posix.basename(path))}`;
    },
    tables: roots.map((root) => ({ path: `${root}labels.json`, sections: [section(root)] })),
  };
}

function keyOf(place: string, root: string): string {
  const below = place.slice(`${root}data/`.length);
  const folder = posix.dirname(below);
  const { stem } = splitExtension(posix.basename(below));
  return folder === '.' ? stem : `${folder}/${stem}`;
}

/** Null of a picture that no annotation speaks of. */
function detectionsOf({ annotation, width, height }: PlacedRow): readonly unknown[] | null {
  if (annotation === null || width === null || height === null) return null;
  return annotation.boxes.map(({ class: label, place: [x, y, w, h], isCrowd, extra }) => {
    const attributes = { ...(isCrowd ? { iscrowd: 1 } : {}), ...extra };
    return {
      label,
      bounding_box: [x / width, y / height, w / width, h / height],
      ...(Object.keys(attributes).length > 0 && { attributes }),
    };
  });
}
