import { posix } from 'node:path';
import type { FieldValue } from '../../shared/label-files.ts';
import { UNSPLIT } from '../../shared/layout.ts';
import type { ExportBox } from '../index/export-boxes.ts';
import type { ExportRow } from '../index/export-rows.ts';
import { type Category, categoriesOf } from './category-ids.ts';
import { type ExportLayout, type ExportTable, type LayoutContext, type PlacedRow, RESERVED_NAMES } from './export-layout.ts';
import { fieldParts } from './field-parts.ts';
import { frameOf, ownFrame } from './own-frame.ts';
import { namesFor } from './split-names.ts';
import { createTakenNames } from './taken-names.ts';

const ANNOTATIONS = 'annotations';

/**
 * COCO as COCO itself is laid out: pictures in a folder for each split, `annotations/instances_<split>.json` beside them, names in
 * it from that folder. Without splits `data/` and `labels.json`, as FiftyOne reads it. Both are `root` and `annFile` of torchvision.
 * Categories are the same in every split. Boxes are pixels of the frame that annotations came in, which an image's width and
 * height say: the stored pixels, unless the annotations were about the picture as EXIF turns it.
 */
export function cocoLayout(context: LayoutContext): ExportLayout {
  const { plan, files, pathOf } = context;
  const splits = [...Object.keys(plan.splits), ...(plan.hasUnsplit ? [null] : [])];
  const hasSplits = Object.keys(plan.splits).length > 0;
  const nameOf = namesFor(Object.keys(plan.splits), { none: UNSPLIT, ending: '', reserved: [...RESERVED_NAMES, ANNOTATIONS] });
  const folderOf = (row: ExportRow): string => (hasSplits ? nameOf(row.split) : 'data');
  const take = createTakenNames();
  const categories = categoriesOf(plan);
  const numbers = new Map(categories.map(({ id, name }) => [name, id]));
  const nextId = createIds();
  const imageId = createImageIds();
  const fileName = (row: PlacedRow): string => {
    const path = pathOf(row);
    return files === 'none' || path !== row.place ? path : posix.relative(folderOf(row), path);
  };
  const tables = splits.map((split): ExportTable => {
    const isOf = (row: PlacedRow): boolean => !hasSplits || row.split === split;
    return {
      path: hasSplits ? `${ANNOTATIONS}/instances_${nameOf(split)}.json` : 'labels.json',
      sections: [
        {
          head: `{"info":{"description":"Exported by Winnow"},"licenses":${JSON.stringify(plan.licenses)},"categories":${JSON.stringify(categories.map(written))},\n"images":[\n`,
          row: (row) => (isOf(row) ? JSON.stringify(imageOf(row, imageId(row), fileName(row))) : ''),
          separator: ',\n',
          foot: '\n],',
        },
        {
          head: '\n"annotations":[\n',
          row: (row) => (isOf(row) ? annotationsOf(row, imageId(row), { numbers, nextId }) : ''),
          separator: ',\n',
          foot: '\n]}\n',
        },
      ],
    };
  });
  const place = (row: ExportRow): string => `${folderOf(row)}/${take(folderOf(row), posix.basename(row.path))}`;
  return { place, tables };
}

const written = ({ id, name, facts }: Category): unknown => ({ id, name, supercategory: '', ...facts });

/**
 * Numbers of images: those they came with, else the sample's, the same whatever else is exported; another one where it is taken, as
 * by the sample that a copy is of. Asked of the same row for each section.
 */
function createImageIds(): (row: PlacedRow) => number {
  const nextId = createIds();
  let last = { place: '', id: 0 };
  return (row) => {
    if (last.place !== row.place) last = { place: row.place, id: nextId(saidOf(row).image_id ?? row.id) };
    return last.id;
  };
}

/** What COCO's own files said of the picture. */
const saidOf = ({ annotation }: PlacedRow): Readonly<Record<string, FieldValue>> =>
  annotation?.format === 'coco' ? annotation.fields : {};

/** Licence, address, time: as they were before they became fields. */
function carriedOf(row: PlacedRow): Readonly<Record<string, unknown>> {
  const { image_id: _, caption: _caption, labels: _labels, ...said } = saidOf(row);
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, fieldParts(value)]));
}

function imageOf(row: PlacedRow, id: number, file_name: string): unknown {
  const frame = frameOf(row);
  const known = { id, file_name, ...carriedOf(row) };
  if (frame === null) return known;
  const { width, height, isTurned } = ownFrame(frame, row.annotation);
  // What programs other than Winnow pass over: a square picture does not tell by its size how it is meant, and an image without
  // annotations not whether somebody looked at it.
  if (row.annotation === null) return { ...known, width, height, annotated: false };
  return { ...known, width, height, ...(isTurned ? { is_upright: true } : {}) };
}

interface Numbers {
  /** Of categories, by name. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly nextId: (wanted: unknown) => number;
}

function annotationsOf(row: PlacedRow, image: number, { numbers, nextId }: Numbers): string {
  const frame = frameOf(row);
  if (row.annotation === null || frame === null) return '';
  const { placeOf } = ownFrame(frame, row.annotation);
  const lines = row.annotation.boxes.map((box) => JSON.stringify(annotationOf(box)));
  return lines.join(',\n');

  function annotationOf({ class: name, place, isCrowd, area, extra }: ExportBox): unknown {
    const bbox = placeOf(place);
    const { id, ...rest } = extra ?? {};
    const known = {
      id: nextId(id),
      image_id: image,
      category_id: numbers.get(name),
      bbox,
      area: area ?? bbox[2] * bbox[3],
      iscrowd: Number(isCrowd),
    };
    return { ...known, segmentation: [], ...rest };
  }
}

/** Numbers: those that are wanted, as far as they are whole, above 0 (which pycocotools takes for none) and different. */
function createIds(): (wanted: unknown) => number {
  const taken = new Set<number>();
  let next = 1;
  return (wanted) => {
    const isFree = typeof wanted === 'number' && Number.isSafeInteger(wanted) && wanted > 0 && !taken.has(wanted);
    while (!isFree && taken.has(next)) next += 1;
    const id = isFree ? wanted : next;
    taken.add(id);
    return id;
  };
}
