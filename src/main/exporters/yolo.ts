import { basename } from 'node:path/posix';
import type { PictureFrame } from '../../shared/box.ts';
import { UNSPLIT } from '../../shared/layout.ts';
import type { ExportAnnotation, ExportBox } from '../index/export-boxes.ts';
import { keypointsOf, outlineOf } from './box-shapes.ts';
import { type ExportLayout, type LayoutContext, type PlacedRow, RESERVED_NAMES, type TextFile } from './export-layout.ts';
import { foldersLayout } from './folders.ts';
import { frameOf, shownOutline } from './own-frame.ts';
import type { ExportPlan } from './plan-export.ts';
import { splitExtension } from './safe-names.ts';
import { namesFor } from './split-names.ts';
import { createTakenStems } from './taken-names.ts';
import { CONFIG_KEYS, yoloYaml } from './yolo-yaml.ts';

/**
 * YOLO as Ultralytics reads it: `images/<split>`, `labels/<split>` with a text file a picture, empty where there is nothing to see
 * and absent where nobody looked, and `data.yaml`. Numbers are shares of the picture as it is shown, since Ultralytics turns
 * pictures by EXIF. Rows are outlines or keypoints where all boxes have them. A dataset without boxes is laid out for
 * classification: `<split>/<class>/<file>`.
 */
export function yoloLayout({ plan }: Pick<LayoutContext, 'plan'>): ExportLayout {
  if (plan.boxes === undefined) return foldersLayout(plan);
  const hasSplits = Object.keys(plan.splits).length > 0;
  const nameOf = namesFor(Object.keys(plan.splits), {
    none: UNSPLIT,
    ending: '',
    reserved: [...RESERVED_NAMES, ...CONFIG_KEYS],
  });
  const folderOf = (split: string | null): string => (hasSplits ? `images/${nameOf(split)}` : 'images');
  const take = createTakenStems();
  const numberOf = new Map(plan.boxClasses.map((name, number) => [name, number]));
  return {
    place: ({ path, split }) => `${folderOf(split)}/${take(folderOf(split), basename(path))}`,
    sidecar: (row) => labelFile(row, plan, numberOf),
    fixed: [{ path: 'data.yaml', text: yoloYaml(plan, folderOf) }],
  };
}

function labelFile(row: PlacedRow, plan: ExportPlan, numberOf: ReadonlyMap<string, number>): TextFile | null {
  const frame = frameOf(row);
  const { annotation } = row;
  if (annotation === null || frame === null) return null;
  const name = basename(row.place);
  const folder = row.place.slice('images'.length, -name.length);
  const lines = annotation.boxes.map((box) => {
    const values = valuesOf(box, { row, frame, annotation, plan });
    return `${numberOf.get(box.class)} ${values.map(numberText).join(' ')}\n`;
  });
  return { path: `labels${folder}${splitExtension(name).stem}.txt`, text: lines.join('') };
}

interface Picture {
  readonly row: PlacedRow;
  readonly frame: PictureFrame;
  readonly annotation: ExportAnnotation;
  readonly plan: ExportPlan;
}

/** What follows the class, in shares of the picture's size. */
function valuesOf(box: ExportBox, { row, frame, annotation: { isUpright }, plan: { shapes } }: Picture): readonly number[] {
  const { width, height } = frame;
  const outline = shapes.kind === 'outlines' ? outlineOf(box, row, isUpright) : null;
  if (outline !== null) return outline.map((value, at) => value / (at % 2 === 0 ? width : height));
  const [left, top, across, down] = box.place;
  const centre = [(left + across / 2) / width, (top + down / 2) / height, across / width, down / height];
  if (shapes.kind !== 'keypoints') return centre;
  const keypoints = keypointsOf(box);
  const points = keypoints.filter((_, at) => at % 3 !== 2);
  const shown = shownOutline(points, frame, isUpright);
  const rows = Array.from({ length: shapes.count }, (_, at) => {
    const seen = keypoints[at * 3 + 2] ?? 0;
    // What is not annotated has no place, whatever way the picture is turned.
    return seen === 0 ? [0, 0, 0] : [(shown[at * 2] ?? 0) / width, (shown[at * 2 + 1] ?? 0) / height, seen];
  });
  return [...centre, ...rows.flat()];
}

/** A ten-billionth of a picture, without an exponent, which not every reader takes. */
const numberText = (value: number): string =>
  value
    .toFixed(10)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0');
