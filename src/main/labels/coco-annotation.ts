import type { BoxPlace } from '../../shared/box.ts';
import type { FieldValue } from '../../shared/label-files.ts';
import { type FoundBox, placeOf } from './label-sink.ts';
import { boxAround } from './outline.ts';

/** What one element of a COCO file's annotations says. A category that is not listed is called by its number. */
export type CocoAnnotation =
  | { readonly kind: 'boxes'; readonly boxes: readonly FoundBox[] }
  | { readonly kind: 'caption'; readonly text: string }
  /** Of the whole picture. */
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'bad'; readonly problem: string };

const INTERPRETED = new Set(['image_id', 'category_id', 'bbox', 'iscrowd', 'area']);
/** Of an image: interpreted, or without meaning outside of the file. */
const OF_IMAGE = new Set(['id', 'file_name', 'width', 'height', 'is_upright', 'annotated']);

/** @param classes names by category number */
export function parseAnnotation(value: unknown, classes: ReadonlyMap<string, string>): CocoAnnotation {
  const [caption, segments] = [field(value, 'caption'), field(value, 'segments_info')];
  if (typeof caption === 'string') return { kind: 'caption', text: caption };
  if (Array.isArray(segments)) return panopticBoxes(segments, field(value, 'file_name'), classes);
  const hasPlace = field(value, 'bbox') !== undefined || field(value, 'segmentation') !== undefined;
  if (!hasPlace && field(value, 'category_id') !== undefined) return { kind: 'class', name: className(value, classes) };
  const box = boxOf(value, classes);
  return box === null ? { kind: 'bad', problem: 'no "bbox" of four numbers' } : { kind: 'boxes', boxes: [box] };
}

/** Panoptic segments: a box each; the mask is the file named, by the segment's number. */
function panopticBoxes(segments: readonly unknown[], mask: unknown, classes: ReadonlyMap<string, string>): CocoAnnotation {
  const found = segments.map((segment) => boxOf(segment, classes));
  const boxes = found.filter((box) => box !== null);
  if (boxes.length < found.length) return { kind: 'bad', problem: 'a segment has no "bbox" of four numbers' };
  return { kind: 'boxes', boxes: boxes.map((box) => ({ ...box, extra: { ...box.extra, mask } })) };
}

function boxOf(value: unknown, classes: ReadonlyMap<string, string>): FoundBox | null {
  const place = placeIn(value);
  const area = field(value, 'area');
  if (place === null || typeof value !== 'object' || value === null) return null;
  const rest = Object.entries(value).filter(([key, said]) => !INTERPRETED.has(key) && !isEmpty(said));
  return {
    class: className(value, classes),
    place,
    isCrowd: field(value, 'iscrowd') === 1,
    area: typeof area === 'number' && Number.isFinite(area) ? area : null,
    extra: rest.length === 0 ? null : Object.fromEntries(rest),
  };
}

/** As it is said, else around the outlines. */
function placeIn(value: unknown): BoxPlace | null {
  const [box, outlines] = [field(value, 'bbox'), field(value, 'segmentation')];
  const place = Array.isArray(box) ? placeOf(box) : null;
  if (place !== null || !Array.isArray(outlines) || !outlines.every(Array.isArray)) return place;
  return boxAround(outlines.flat());
}

function className(value: unknown, classes: ReadonlyMap<string, string>): string {
  const category = String(field(value, 'category_id'));
  return classes.get(category) ?? category;
}

/** What an image says besides its name and size; its number as `image_id`. */
export function imageFields(image: unknown): Readonly<Record<string, FieldValue>> {
  if (typeof image !== 'object' || image === null) return {};
  const fields = new Map<string, FieldValue>();
  for (const [key, said] of Object.entries(image)) {
    if (OF_IMAGE.has(key) || isEmpty(said)) continue;
    const isPlain = typeof said === 'string' || (typeof said === 'number' && Number.isFinite(said));
    fields.set(key, isPlain ? said : JSON.stringify(said));
  }
  const id = field(image, 'id');
  if (typeof id === 'number' || typeof id === 'string') fields.set('image_id', id);
  return Object.fromEntries(fields);
}

const isEmpty = (said: unknown): boolean =>
  said === null || said === undefined || said === '' || (Array.isArray(said) && said.length === 0);

/** @returns undefined where there is none */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
