import { basename } from 'node:path/posix';
import type { ExportBox } from '../index/export-boxes.ts';
import { csvLine, quoted } from './csv.ts';
import type { ExportLayout, ExportTable, LayoutContext, PlacedRow } from './export-layout.ts';
import { frameOf, ownFrame } from './own-frame.ts';
import type { ExportPlan } from './plan-export.ts';
import { safeFolderName, splitExtension } from './safe-names.ts';
import { splitNames } from './split-names.ts';
import { createTakenStems } from './taken-names.ts';

const FOLDER = 'annotations';
const FLAGS = ['IsOccluded', 'IsTruncated', 'IsGroupOf', 'IsDepiction', 'IsInside'] as const;
const BOX_COLUMNS = ['ImageID', 'Source', 'LabelName', 'Confidence', 'XMin', 'XMax', 'YMin', 'YMax', ...FLAGS];
const LABEL_COLUMNS = ['ImageID', 'Source', 'LabelName', 'Confidence'];
const PICTURE_COLUMNS = [
  ...['ImageID', 'Subset', 'OriginalURL', 'OriginalLandingURL', 'License', 'AuthorProfileURL', 'Author', 'Title'],
  ...['OriginalSize', 'OriginalMD5', 'Thumbnail300KURL', 'Rotation'],
];
/** Degrees against the clock that a picture is turned to be shown, by EXIF orientation; mirrored ones have no such number. */
const ROTATIONS: Readonly<Record<number, number>> = { 1: 0, 3: 180, 6: 270, 8: 90 };

/**
 * Open Images, as version 6 names its files: for each split a table of boxes and one of labels, a list of all pictures with their
 * split and rotation, and the names of classes, which are `/m/0`, `/m/1`, … in the tables. A picture's identifier is its file name
 * without extension, in which dots become `_`, since readers look for the first one. Boxes are shares of the picture as it is
 * stored, as Open Images has them. Of a picture that was found empty every class of boxes is verified to be absent.
 */
export function openImagesLayout({ plan }: Pick<LayoutContext, 'plan'>): ExportLayout {
  const nameOf = splitNames(plan, '');
  const subsetOf = (split: string | null): string => (split === 'val' ? 'validation' : nameOf(split));
  const ids = new Map([...new Set([...plan.boxClasses, ...plan.classes])].map((name, number) => [name, `/m/${number}`]));
  const idOf = (name: string): string => ids.get(name) ?? name;
  const take = createTakenStems();
  const names: (string | null)[] = Object.keys(plan.splits);
  if (plan.hasUnsplit) names.push(null);
  return {
    place({ path, split }) {
      const { stem, extension } = splitExtension(basename(path));
      const name = `${safeFolderName(stem.replaceAll('.', '_'))}${extension}`;
      const folder = split === null ? 'images' : `images/${subsetOf(split)}`;
      // An identifier is one of all pictures, whatever split they are in.
      return `${folder}/${take('', name)}`;
    },
    tables: [pictures(subsetOf), ...names.flatMap((split) => tablesOf(split, subsetOf(split), idOf, plan))],
    fixed: [
      {
        path: `${FOLDER}/oidv6-class-descriptions.csv`,
        text: [['LabelName', 'DisplayName'], ...[...ids].map(([name, id]) => [id, name])].map(lineOf).join(''),
      },
    ],
  };
}

function pictures(subsetOf: (split: string) => string): ExportTable {
  const row = ({ place, split, orientation }: PlacedRow): string => {
    const subset = split === null ? '' : subsetOf(split) === 'validation' ? 'validation' : split;
    const rotation = ROTATIONS[orientation ?? 1];
    return lineOf([pictureId(place), subset, ...Array<string>(9).fill(''), rotation === undefined ? '' : String(rotation)]);
  };
  return { path: `${FOLDER}/image_ids_and_rotation.csv`, sections: [{ head: lineOf(PICTURE_COLUMNS), row, foot: '' }] };
}

function tablesOf(of: string | null, subset: string, idOf: (name: string) => string, plan: ExportPlan): readonly ExportTable[] {
  const only = (row: (placed: PlacedRow) => string) => (placed: PlacedRow) => (placed.split === of ? row(placed) : '');
  const table = (name: string, columns: readonly string[], row: (placed: PlacedRow) => string): ExportTable => ({
    path: `${FOLDER}/${subset}-annotations-${name}.csv`,
    sections: [{ head: lineOf(columns), row: only(row), foot: '' }],
  });
  const verified = (place: string, name: string, confidence: '0' | '1'): string =>
    lineOf([pictureId(place), 'verification', idOf(name), confidence]);
  const labels = ({ place, label, annotation }: PlacedRow): string => {
    const absent = annotation?.boxes.length === 0 ? plan.boxClasses.filter((name) => name !== label) : [];
    const there = label === null ? '' : verified(place, label, '1');
    return there + absent.map((name) => verified(place, name, '0')).join('');
  };
  const hasLabels = plan.classes.length + plan.boxClasses.length > 0;
  return [
    ...(plan.boxes === undefined ? [] : [table('bbox', BOX_COLUMNS, (row) => boxLines(row, idOf))]),
    ...(hasLabels ? [table('human-imagelabels', LABEL_COLUMNS, labels)] : []),
  ];
}

function boxLines(row: PlacedRow, idOf: (name: string) => string): string {
  const frame = frameOf(row);
  if (frame === null || row.annotation === null) return '';
  const { width, height, placeOf } = ownFrame(frame, { isUpright: false });
  const lineOfBox = (box: ExportBox): string => {
    const [left, top, across, down] = placeOf(box.place);
    const sides = [left / width, (left + across) / width, top / height, (top + down) / height];
    const said = (name: string, unknown: string): string =>
      typeof box.extra?.[name] === 'string' ? String(box.extra[name]) : unknown;
    const flags = FLAGS.map((name) => (name === 'IsGroupOf' ? String(Number(box.isCrowd)) : said(name, '-1')));
    return lineOf([
      ...[pictureId(row.place), said('Source', 'xclick'), idOf(box.class), said('Confidence', '1')],
      ...[...sides.map(String), ...flags],
    ]);
  };
  return row.annotation.boxes.map(lineOfBox).join('');
}

const pictureId = (place: string): string => splitExtension(basename(place)).stem;

/** Quoted only where it must be, as the tables of Open Images are. */
function lineOf(cells: readonly string[]): string {
  return csvLine(cells.map((cell) => (/[",\r\n]/.test(cell) ? quoted(cell) : cell)));
}
