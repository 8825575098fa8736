import { basename } from 'node:path/posix';
import type { ExportBox } from '../index/export-boxes.ts';
import { boxAround } from '../labels/outline.ts';
import type { ExportLayout, LayoutContext, PlacedRow, TextFile } from './export-layout.ts';
import { splitExtension } from './safe-names.ts';
import { splitNames } from './split-names.ts';
import { createTakenStems } from './taken-names.ts';

/** Of the labelme tool, whose files these are like. */
const VERSION = '5.4.1';

/**
 * Files of the labelme tool: `<split>/a.jpg` and `<split>/a.json`, or `images/` where there are no splits. Pixels of the picture as
 * it is shown, as the tool turns it. A class of the whole picture is a flag that is set. Of a picture that nobody annotated or
 * labelled there is no file. A box of negative width or height becomes the same one with its corners in order.
 */
export function labelMeLayout({ plan }: Pick<LayoutContext, 'plan'>): ExportLayout {
  const nameOf = splitNames(plan, '');
  const hasSplits = Object.keys(plan.splits).length > 0;
  const folderOf = (split: string | null): string => (hasSplits ? nameOf(split) : 'images');
  const take = createTakenStems();
  return {
    place: ({ path, split }) => `${folderOf(split)}/${take(folderOf(split), basename(path))}`,
    sidecar: sidecarOf,
  };
}

function sidecarOf({ place, label, annotation, width, height }: PlacedRow): TextFile | null {
  if (label === null && annotation === null) return null;
  const document = {
    version: VERSION,
    flags: label === null ? {} : { [label]: true },
    shapes: (annotation?.boxes ?? []).map(shapeOf),
    imagePath: basename(place),
    imageData: null,
    imageHeight: height,
    imageWidth: width,
  };
  return { path: `${splitExtension(place).stem}.json`, text: `${JSON.stringify(document, null, 2)}\n` };
}

/** What came from such a file goes back as it was; else two corners. */
function shapeOf({ class: label, place, extra }: ExportBox) {
  const [left, top, width, height] = place;
  const { shape_type: kind, points, group_id = null, description = '', flags = {} } = extra ?? {};
  const isOutline = kind === 'polygon' && Array.isArray(points) && isAround(points.flat(), place);
  const corners = [
    [left, top],
    [left + width, top + height],
  ];
  const shape = isOutline ? { points, shape_type: kind } : { points: corners, shape_type: 'rectangle' };
  return { label, ...shape, group_id, description, flags, mask: null };
}

function isAround(outline: readonly unknown[], place: ExportBox['place']): boolean {
  return boxAround(outline)?.every((value, at) => Math.abs(value - (place[at] ?? 0)) < 1e-6) === true;
}
