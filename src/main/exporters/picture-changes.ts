import { posix } from 'node:path';
import type { BoxPlace } from '../../shared/box.ts';
import type { PictureFormat, Transformation } from '../../shared/export.ts';
import type { ExportOptions } from '../../shared/export-request.ts';
import type { ExportRow } from '../index/export-rows.ts';
import { extraAfter } from './change-extra.ts';
import { drawAugmentation } from './draw-augmentation.ts';
import { splitExtension } from './safe-names.ts';

/** What a picture is made into; encoded anew in any case. */
export interface PictureChange {
  /** In the order they are done. */
  readonly steps: readonly Transformation[];
  readonly format: PictureFormat;
  /** Of the result, px. */
  readonly width: number;
  readonly height: number;
}

const EXTENSIONS: Readonly<Record<PictureFormat, string>> = { jpeg: '.jpg', png: '.png', webp: '.webp' };

/** Which copy of a sample it is, and what its changes are drawn by, null: it has none; null: the sample itself. */
export type Copy = { readonly number: number; readonly seed: number | null } | null;

/** @returns null: the file goes along as it is */
export function changeOf(
  row: ExportRow,
  { convert, resize }: Pick<ExportOptions, 'convert' | 'resize'>,
  copy: Copy,
): PictureChange | null {
  const { width, height } = row;
  if (width === null || height === null) return null;
  const { number = 0, seed = null } = copy ?? {};
  const drawn = seed === null ? { steps: [], width, height } : drawAugmentation(row.path, { width, height }, { number, seed });
  const longest = Math.max(drawn.width, drawn.height);
  const scale = resize !== undefined && resize < longest ? resize / longest : 1;
  const size = { width: scaled(drawn.width, scale), height: scaled(drawn.height, scale) };
  const resized: readonly Transformation[] = scale === 1 ? [] : [{ kind: 'resized', ...size }];
  const own = pictureFormat(row.format);
  const isConverted = convert !== undefined && convert !== own;
  if (drawn.steps.length === 0 && scale === 1 && !isConverted) return null;
  const format = convert ?? own ?? 'png';
  const converted: readonly Transformation[] = format === own ? [] : [{ kind: 'converted', format }];
  return { steps: [...drawn.steps, ...resized, ...converted], format, ...size };
}

const scaled = (side: number, scale: number): number => (scale === 1 ? side : Math.max(1, Math.round(side * scale)));

const pictureFormat = (format: string | null): PictureFormat | null =>
  format === 'jpeg' || format === 'png' || format === 'webp' ? format : null;

/** The path a layout derives a file's place from: another extension after a conversion, a number for a copy. */
export function pathAfter(path: string, change: PictureChange | null, copy: Copy): string {
  const { stem, extension } = splitExtension(posix.basename(path));
  const isOther = change?.steps.some(({ kind }) => kind === 'converted') === true;
  const ending = isOther ? EXTENSIONS[change?.format ?? 'png'] : extension;
  const name = `${stem}${copy === null ? '' : `-${copy.seed === null ? 'repeated' : 'augmented'}-${copy.number}`}${ending}`;
  return posix.join(posix.dirname(path), name);
}

/** The sample with the size of its new picture, its boxes, outlines and keypoints made smaller or larger with it. */
export function rowAfter(row: ExportRow, change: PictureChange | null): ExportRow {
  if (change === null) return row;
  const { width, height, format } = change;
  const [x, y] = [width / (row.width ?? width), height / (row.height ?? height)];
  const isSame = x === 1 && y === 1 && (row.orientation ?? 1) === 1;
  const frame = { width: row.width ?? width, height: row.height ?? height, orientation: row.orientation };
  const pixels = { frame, isUpright: row.annotation?.isUpright === true, x, y };
  const annotation = row.annotation && {
    ...row.annotation,
    // The new file is stored as it is shown.
    isUpright: true,
    boxes: row.annotation.boxes.map((box) => ({
      ...box,
      place: scaledPlace(box.place, x, y),
      area: box.area === null ? null : box.area * x * y,
      extra: isSame ? box.extra : extraAfter(box.extra, pixels),
    })),
  };
  return { ...row, width, height, format, orientation: null, annotation };
}

const scaledPlace = ([left, top, width, height]: BoxPlace, x: number, y: number): BoxPlace => [
  left * x,
  top * y,
  width * x,
  height * y,
];
