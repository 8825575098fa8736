import { basename } from 'node:path/posix';
import type { ExportBox } from '../index/export-boxes.ts';
import type { ExportLayout, LayoutContext, PlacedRow, TextFile } from './export-layout.ts';
import { frameOf, ownFrame } from './own-frame.ts';
import { safeFolderName, splitExtension } from './safe-names.ts';
import { splitNames } from './split-names.ts';
import { createTakenStems } from './taken-names.ts';

/**
 * KITTI object detection: `<split>/image_2/a.png` and `<split>/label_2/a.txt`, without `<split>` where there are none. Pixels as they
 * are stored. What is not known of an object has the values that KITTI gives regions it does not care for. KITTI parts columns by
 * blanks and its classes are no numbers: blanks and `%` in a class are written as in addresses, `%20`, and so is the first digit of
 * one that is a number. Of a picture that nobody annotated there is no file.
 */
export function kittiLayout({ plan }: Pick<LayoutContext, 'plan'>): ExportLayout {
  const nameOf = splitNames(plan, '/');
  const hasSplits = Object.keys(plan.splits).length > 0;
  const folderOf = (split: string | null): string => `${hasSplits ? nameOf(split) : ''}image_2`;
  const take = createTakenStems();
  return {
    place({ path, split }) {
      // Found by its stem alone, which readers may trim.
      const { stem, extension } = splitExtension(basename(path));
      return `${folderOf(split)}/${take(folderOf(split), safeFolderName(stem) + extension)}`;
    },
    sidecar: sidecarOf,
  };
}

function sidecarOf(row: PlacedRow): TextFile | null {
  const frame = frameOf(row);
  if (row.annotation === null || frame === null) return null;
  // A reader of KITTI turns nothing.
  const { placeOf } = ownFrame(frame, { isUpright: false });
  const name = basename(row.place);
  const folder = row.place.slice(0, -name.length).replace(/image_2\/$/, 'label_2/');
  const lines = row.annotation.boxes.map((box) => `${rowOf(box, placeOf(box.place))}\n`);
  return { path: `${folder}${splitExtension(name).stem}.txt`, text: lines.join('') };
}

function rowOf({ class: name, extra }: ExportBox, [left, top, width, height]: ExportBox['place']): string {
  const number = (value: unknown, unknown: number): number =>
    typeof value === 'number' && Number.isFinite(value) ? value : unknown;
  const three = (values: unknown, unknown: number): readonly number[] =>
    [0, 1, 2].map((at) => number(Array.isArray(values) ? values[at] : undefined, unknown));
  const columns = [
    ...[number(extra?.truncated, -1), number(extra?.occluded, -1), number(extra?.alpha, -10)],
    ...[left, top, left + width, top + height],
    ...three(extra?.dimensions, -1),
    ...three(extra?.location, -1000),
    number(extra?.rotation_y, -10),
  ];
  return `${escaped(name)} ${columns.join(' ')}`;
}

function escaped(name: string): string {
  const inAddress = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  const text = name.toWellFormed().replaceAll(/[\s%]/g, (blank) => encodeURIComponent(blank));
  return /^-?[\d.]+$/.test(text) ? inAddress(text) + text.slice(1) : text;
}
